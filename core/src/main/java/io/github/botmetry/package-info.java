/**
 * Measure and report the work of a Discord bot.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(StatsD.builder().host("localhost").prefix("mybot").build())
 *         .build();
 * botmetry.stats().incr("packages.requested");
 * try {
 *     fetch();
 * } catch (IOException e) {
 *     botmetry.report(e);
 * }
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.Botmetry}, {@link io.github.botmetry.stats.Stats},
 * {@link io.github.botmetry.Integration} with {@link io.github.botmetry.Wiring}, {@link io.github.botmetry.Privacy} and
 * {@link io.github.botmetry.Health}.
 */
@NullMarked
package io.github.botmetry;

import org.jspecify.annotations.NullMarked;
