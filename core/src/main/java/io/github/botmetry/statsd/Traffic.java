package io.github.botmetry.statsd;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the datagrams, bytes and lines that have left, and the datagrams that perhaps did not arrive. */
final class Traffic {

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private record Figure(AtomicLong total, Counter series) {
        void add(long amount) {
            total.addAndGet(amount);
            series.incr(amount);
        }
    }

    Traffic(Stats stats) {
        figure(stats, "datagrams", "Datagrams sent.");
        figure(stats, "bytes", "Bytes sent in datagrams.");
        figure(stats, "lines", "Lines sent.");
        figure(
                stats,
                "datagrams_perhaps_lost",
                "Datagrams that were sent before the system, or Datadog's client, said that they may not have arrived.");
    }

    private void figure(Stats stats, String name, String help) {
        CounterDefinition definition =
                CounterDefinition.named("botmetry.statsd." + name).help(help).build();
        figures.put(name, new Figure(new AtomicLong(), stats.counter(definition)));
    }

    private void add(String name, long amount) {
        Figure figure = figures.get(name);
        if (figure != null && amount > 0) {
            figure.add(amount);
        }
    }

    void sent(int datagramBytes, int datagramLines) {
        add("datagrams", 1);
        add("bytes", datagramBytes);
        add("lines", datagramLines);
    }

    /** Counts lines handed over to a client, which makes the datagrams. */
    void handedOver(long lines) {
        add("lines", lines);
    }

    void perhapsLost(long datagrams) {
        add("datagrams_perhaps_lost", datagrams);
    }

    Map<String, Long> figures() {
        Map<String, Long> totals = new LinkedHashMap<>();
        figures.forEach((name, figure) -> totals.put(name, figure.total.get()));
        return totals;
    }
}
