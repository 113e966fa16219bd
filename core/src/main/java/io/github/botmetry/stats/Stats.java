package io.github.botmetry.stats;

import java.time.Duration;

/**
 * Count, measure and time things in a bot, from any thread.
 *
 * <pre>{@code
 * stats.incr("packages.requested");
 * stats.gauge("queue.size", queue.size());
 * stats.timing("lookup", Duration.ofMillis(12));
 * }</pre>
 *
 * <p>Thread-safe. Recording never throws and never blocks, and allocates nothing once a series exists. Invalid input (a null or
 * empty name, a negative count or duration, NaN, an infinity, a name that is taken by another kind, anything after the close)
 * is refused: logged once for each name, and counted under {@code botmetry.refused} in amounts, a count as its delta, all else
 * as 1.
 */
public interface Stats {

    /** Adds 1 to the counter of this name. */
    void incr(String name);

    /** Adds {@code delta} to the counter of this name; a negative one, or one above 2^53, is refused. */
    void incr(String name, long delta);

    /**
     * Adds 1 to a counter with one dynamic part: {@code incr("doc.packages.{package}", "java.util")}. The part is a label
     * called {@code package} where the sink has labels.
     *
     * @param template a dotted name with one {@code {label}} as its last segment, the same each time
     * @param labelValue anything; at most 300 values have a series of their own
     */
    void incr(String template, String labelValue);

    /** Sets the gauge of this name; the last value stays until the next one. */
    void gauge(String name, double value);

    /** Records one duration under this name. */
    void timing(String name, Duration duration);

    /** Stats whose undeclared names begin with {@code segment.}; cached. Declared names get no prefix. */
    Stats namespace(String segment);

    /**
     * The counter of a definition and its label values; look it up once and keep it.
     *
     * @param labelValues one for each label, in the order of {@link Definition#labels()}
     * @throws IllegalArgumentException if another definition of the same name but other content was used before
     */
    Counter counter(CounterDefinition definition, String... labelValues);

    /** The gauge of a definition and its label values; see {@link #counter(CounterDefinition, String...)}. */
    Gauge gauge(GaugeDefinition definition, String... labelValues);

    /** The timer of a definition and its label values; see {@link #counter(CounterDefinition, String...)}. */
    Timer timer(TimerDefinition definition, String... labelValues);

    /** The handle behind {@link #incr(String)}. */
    Counter counter(String name);

    /** The handle behind {@link #gauge(String, double)}. */
    Gauge gauge(String name);

    /** The handle behind {@link #timing(String, Duration)}. */
    Timer timer(String name);

    /** Stats that record nothing, at no cost. */
    static Stats noop() {
        return NoopStats.INSTANCE;
    }
}
