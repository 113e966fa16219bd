package io.github.botmetry.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes the registry for a bot that passes none. */
final class OwnRegistry {

    private OwnRegistry() {}

    static PrometheusMeterRegistry create() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new Config());
        registry.config().meterFilter(JvmMeters.promtoolNames());
        return registry;
    }

    /** Returns the client_java registry behind a Micrometer registry; null if it is not Prometheus's. */
    static @Nullable PrometheusRegistry prometheusOf(MeterRegistry registry) {
        return registry instanceof PrometheusMeterRegistry its ? its.getPrometheusRegistry() : null;
    }

    private static final class Config implements PrometheusConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        /** Leaves out exemplars: Prometheus before 2.43 drops a scrape with one on anything but a bucket or a counter. */
        @Override
        public Properties prometheusProperties() {
            Properties properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    }
}
