/**
 * Sends numbers to a StatsD server over UDP.
 *
 * <pre>{@code
 * Botmetry.builder()
 *         .install(StatsD.builder().host("localhost").prefix("mybot").build())
 *         .build();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.statsd.StatsD} and {@link io.github.botmetry.statsd.Dialect}.
 */
@NullMarked
package io.github.botmetry.statsd;

import org.jspecify.annotations.NullMarked;
