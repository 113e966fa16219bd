/**
 * Serves all pages of a Botmetry on one port.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(Endpoint.builder().port(9464).tokenFile(Path.of("/run/secrets/metrics-token")).build())
 *         .install(PrometheusIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.endpoint.Endpoint}; for integrations with pages of their own
 * {@link io.github.botmetry.endpoint.Pages} and {@link io.github.botmetry.endpoint.Page}.
 */
@NullMarked
package io.github.botmetry.endpoint;

import org.jspecify.annotations.NullMarked;
