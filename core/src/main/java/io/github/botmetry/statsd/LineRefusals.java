package io.github.botmetry.statsd;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the lines that cannot be sent, and warns of each series once. */
final class LineRefusals {

    /** Logs a problem, once for each code and subject. */
    interface Warning {
        void warn(String code, String subject, String cause, String cure);
    }

    private final Counter series;
    private final Warning warning;
    private final AtomicLong count = new AtomicLong();

    LineRefusals(Stats stats, Warning warning) {
        this.series = stats.counter(CounterDefinition.named("botmetry.statsd.lines_refused")
                .help("Lines that cannot be written, or that are longer than a datagram; they were not sent.")
                .build());
        this.warning = warning;
    }

    void tooLong(WireName name, int bytes, int maxBytes) {
        count();
        warning.warn(
                "statsd-line-too-long",
                name.name(),
                "its line has " + bytes + " bytes, a datagram " + maxBytes + ": it is not sent",
                "use shorter names and label values, or StatsD.builder().maxPacketBytes(…)");
    }

    void failed(Series refused, Throwable thrown) {
        count();
        warning.warn(
                "statsd-line-refused",
                refused.definition().name() + refused.labelValues(),
                "it cannot be written: " + Causes.describe(thrown),
                "");
    }

    private void count() {
        series.incr();
        count.incrementAndGet();
    }

    long total() {
        return count.get();
    }
}
