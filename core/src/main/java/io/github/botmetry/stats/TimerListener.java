package io.github.botmetry.stats;

/**
 * Hear of each duration as it is recorded, for what cannot be read from a series later.
 *
 * <p>Called on the thread that records, right after the series has taken the duration: it has to be quick, must not wait, and
 * must not record durations itself. What it throws is caught.
 */
@FunctionalInterface
public interface TimerListener {

    /** Whether it is told of timers with buckets only, so that the others cost nothing; asked once, when it is added. */
    default boolean onlyHistograms() {
        return false;
    }

    /** The series has taken a duration of so many nanoseconds. */
    void recorded(TimerSeries series, long nanos);
}
