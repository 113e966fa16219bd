package io.github.botmetry.prometheus;

import io.github.botmetry.endpoint.Endpoint;
import io.github.botmetry.event.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one integration.
 *
 * @param registry null for a registry of its own
 * @param jvmMetrics null for meters of the JVM in a registry of its own only
 * @param traces null for Botmetry's traces
 * @param endpoint null if it serves no page
 */
record Options(
        @Nullable MeterRegistry registry,
        @Nullable Boolean jvmMetrics,
        @Nullable Supplier<? extends @Nullable TraceContext> traces,
        @Nullable Endpoint endpoint) {

    boolean hasOwnRegistry() {
        return registry == null;
    }

    boolean hasJvmMetrics() {
        return Objects.requireNonNullElse(jvmMetrics, hasOwnRegistry());
    }
}
