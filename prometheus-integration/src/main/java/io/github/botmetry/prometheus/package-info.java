/**
 * Shows what Botmetry records to Prometheus, or to any other registry of Micrometer.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(PrometheusIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.prometheus.PrometheusIntegration}, and
 * {@link io.github.botmetry.prometheus.CaffeineCaches} for a bot's caches.
 */
@NullMarked
package io.github.botmetry.prometheus;

import org.jspecify.annotations.NullMarked;
