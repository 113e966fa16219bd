package io.github.botmetry.stats;

/**
 * Hear of each duration as it is recorded, for what cannot be read from a series later.
 *
 * <p>Called on the thread that records, right after the series has taken the duration: it has to be quick, must not wait, and
 * must not record durations itself. What it throws is caught.
 */
@FunctionalInterface
public interface TimerListener {

    /** The series has taken a duration of so many nanoseconds. */
    void recorded(TimerSeries series, long nanos);
}
