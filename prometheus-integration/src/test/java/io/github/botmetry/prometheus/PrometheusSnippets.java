package io.github.botmetry.prometheus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.botmetry.Botmetry;
import io.github.botmetry.event.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/** The code in README.md and docs/prometheus.md, compiled. */
final class PrometheusSnippets {

    private PrometheusSnippets() {}

    /** Whatever a bot's tracer gives. */
    interface Span {
        String traceId();

        String spanId();

        boolean isSampled();
    }

    static Botmetry install() {
        PrometheusIntegration prometheus = PrometheusIntegration.create();
        Botmetry botmetry = Botmetry.builder().install(prometheus).build();
        return botmetry;
    }

    static Cache<String, String> beside(PrometheusIntegration prometheus) {
        prometheus.meterRegistry().counter("shop.orders").increment();
        Cache<String, String> packages = CaffeineCaches.monitor(
                prometheus, "packages", Caffeine.newBuilder().recordStats().build());
        return packages;
    }

    static PrometheusIntegration withToken() {
        return PrometheusIntegration.builder()
                .address("0.0.0.0")
                .tokenFile(Path.of("/run/secrets/metrics-token"))
                .build();
    }

    static PrometheusIntegration into(MeterRegistry registry) {
        return PrometheusIntegration.builder()
                .meterRegistry(registry)
                .endpoint(false) // where Spring, or another server, shows it
                .build();
    }

    static PrometheusIntegration traced(Span span) {
        return PrometheusIntegration.builder()
                .traces(() -> new TraceContext(span.traceId(), span.spanId(), span.isSampled()))
                .build();
    }
}
