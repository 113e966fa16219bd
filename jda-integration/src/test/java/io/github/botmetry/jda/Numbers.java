package io.github.botmetry.jda;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what a Botmetry has recorded. */
public final class Numbers {

    private final Botmetry botmetry;

    public Numbers(Botmetry botmetry) {
        this.botmetry = botmetry;
    }

    /** The counter with exactly these label values; 0 if there is none. */
    public long count(String name, String... labelValues) {
        return counts(name).getOrDefault(String.join("/", labelValues), 0L);
    }

    /** All counters of a name that have counted, by their label values with slashes between them. */
    public Map<String, Long> counts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        for (Series series : botmetry.wiring().series()) {
            if (series instanceof CounterSeries counter
                    && series.definition().name().equals(name)
                    && counter.total() > 0) {
                counts.put(String.join("/", series.labelValues()), counter.total());
            }
        }
        return counts;
    }

    /** The label values of all series of a name, whatever their value. */
    public Set<String> known(String name) {
        Set<String> known = new TreeSet<>();
        for (Series series : botmetry.wiring().series()) {
            if (series.definition().name().equals(name)) {
                known.add(String.join("/", series.labelValues()));
            }
        }
        return known;
    }

    public long total(String name) {
        return counts(name).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The gauge with exactly these label values; NaN if it is absent. */
    public double gauge(String name, String... labelValues) {
        for (Series series : botmetry.wiring().series()) {
            if (series instanceof GaugeSeries gauge
                    && series.definition().name().equals(name)
                    && series.labelValues().equals(List.of(labelValues))) {
                return gauge.value();
            }
        }
        return Double.NaN;
    }

    /** How many durations were recorded. */
    public long timings(String name, String... labelValues) {
        TimerSeries timer = timer(name, labelValues);
        return timer == null ? 0 : timer.count();
    }

    public long meanMillis(String name, String... labelValues) {
        TimerSeries timer = timer(name, labelValues);
        return timer == null || timer.count() == 0 ? 0 : timer.totalNanos() / timer.count() / 1_000_000;
    }

    private TimerSeries timer(String name, String... labelValues) {
        for (Series series : botmetry.wiring().series()) {
            if (series instanceof TimerSeries timer
                    && series.definition().name().equals(name)
                    && series.labelValues().equals(List.of(labelValues))) {
                return timer;
            }
        }
        return null;
    }
}
