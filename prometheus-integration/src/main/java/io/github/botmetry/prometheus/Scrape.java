package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.TimedCalls;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes one scrape: our series, then the other metrics of the registry. */
final class Scrape {

    static final String METERS = "Micrometer's meters on /metrics";

    /** The wait for other metrics; Prometheus waits for 10 s in all. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final @Nullable Exposition ours;
    private final @Nullable PrometheusRegistry others;
    private final TimedCalls calls;

    /**
     * @param ours null before the installation
     * @param meters guards the others, so that a meter of the bot's that throws or hangs does not remove ours
     */
    Scrape(@Nullable Exposition ours, @Nullable PrometheusRegistry others, Guard meters) {
        this(ours, others, new TimedCalls(meters, LIMIT));
    }

    Scrape(@Nullable Exposition ours, @Nullable PrometheusRegistry others, TimedCalls calls) {
        this.ours = ours;
        this.others = others;
        this.calls = calls;
    }

    void write(OutputStream target, Format format) throws IOException {
        MetricSnapshots rest = others == null ? new MetricSnapshots() : othersOf(others);
        if (ours != null) {
            ours.write(target, format);
        }
        format.library().write(target, rest);
    }

    private MetricSnapshots othersOf(PrometheusRegistry registry) {
        MetricSnapshots rest = calls.callOrNull(() -> registry.scrape(Exposition.OTHERS));
        if (rest == null) {
            return new MetricSnapshots();
        }
        if (ours != null) {
            ours.saw(rest);
        }
        return rest;
    }

    void close() {
        calls.close();
    }
}
