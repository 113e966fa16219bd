package io.github.botmetry.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The registry that a bot without one gets. */
final class OwnRegistry {

    private OwnRegistry() {}

    static PrometheusMeterRegistry create() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new Config());
        registry.config().meterFilter(JvmMeters.promtoolNames());
        return registry;
    }

    /** What a registry, ours or not, has of client_java's; null if it is one of another kind. */
    static @Nullable PrometheusRegistry prometheusOf(MeterRegistry registry) {
        return registry instanceof PrometheusMeterRegistry its ? its.getPrometheusRegistry() : null;
    }

    private static final class Config implements PrometheusConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        /** Prometheus before 2.43 drops a whole scrape that has an exemplar on anything but a bucket or a counter. */
        @Override
        public Properties prometheusProperties() {
            Properties properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    }
}
