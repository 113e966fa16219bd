package io.github.botmetry.prometheus;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Everything that one scrape gives: ours, then what else is in the registry. */
final class Scrape {

    private final @Nullable Exposition ours;
    private final @Nullable PrometheusRegistry others;
    private final Outage outage = new Outage("what Micrometer itself has on /metrics");

    /** @param ours null before there are any */
    Scrape(@Nullable Exposition ours, @Nullable PrometheusRegistry others) {
        this.ours = ours;
        this.others = others;
    }

    void write(OutputStream target, Format format) throws IOException {
        MetricSnapshots rest = others == null ? new MetricSnapshots() : othersOf(others);
        if (ours != null) {
            ours.write(target, format);
        }
        format.library().write(target, rest);
    }

    /** A meter of the bot's that fails must not take ours with it. */
    private MetricSnapshots othersOf(PrometheusRegistry registry) {
        try {
            MetricSnapshots rest = registry.scrape(Exposition.OTHERS);
            outage.works();
            return rest;
        } catch (RuntimeException e) {
            outage.failed(e);
            return new MetricSnapshots();
        }
    }
}
