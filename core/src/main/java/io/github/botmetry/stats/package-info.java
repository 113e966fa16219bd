/**
 * Record numbers of your own anywhere in a bot: counters, gauges and timers.
 *
 * <pre>{@code
 * Stats stats = botmetry.stats();
 * stats.incr("packages.requested");
 *
 * CounterDefinition looked = CounterDefinition.named("doc.packages")
 *         .labels("package")
 *         .path("doc.packages.{package}")
 *         .help("Look-ups in the documentation, by package.")
 *         .build();
 * stats.counter(looked, "java.util").incr();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.stats.Stats}, the handles {@link io.github.botmetry.stats.Counter},
 * {@link io.github.botmetry.stats.Gauge} and {@link io.github.botmetry.stats.Timer}, their definitions, and to send
 * numbers to a server of your own {@link io.github.botmetry.stats.StatsSink} with {@link io.github.botmetry.stats.Series}.
 */
@NullMarked
package io.github.botmetry.stats;

import org.jspecify.annotations.NullMarked;
