package io.github.botmetry.statsd;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.util.concurrent.atomic.AtomicLong;

/** What has left so far. */
final class Traffic {

    private final Counter datagramSeries;
    private final Counter byteSeries;
    private final Counter lineSeries;
    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();

    Traffic(Stats stats) {
        datagramSeries = counter(stats, "botmetry.statsd.datagrams", "Datagrams sent.");
        byteSeries = counter(stats, "botmetry.statsd.bytes", "Bytes sent in datagrams.");
        lineSeries = counter(stats, "botmetry.statsd.lines", "Lines sent in datagrams.");
    }

    private static Counter counter(Stats stats, String name, String help) {
        return stats.counter(CounterDefinition.named(name).help(help).build());
    }

    void sent(int datagramBytes, int datagramLines) {
        datagrams.incrementAndGet();
        bytes.addAndGet(datagramBytes);
        lines.addAndGet(datagramLines);
        datagramSeries.incr();
        byteSeries.incr(datagramBytes);
        lineSeries.incr(datagramLines);
    }

    long datagrams() {
        return datagrams.get();
    }

    long bytes() {
        return bytes.get();
    }

    long lines() {
        return lines.get();
    }
}
