package io.github.botmetry.stats;

/**
 * Receive every duration as it is recorded, such as to link it to a trace.
 *
 * <p>Called on the recording thread, right after the series has taken the duration: be quick, do not wait, do not record
 * durations. Exceptions are caught.
 */
@FunctionalInterface
public interface TimerListener {

    /** True to receive only durations of timers with buckets, so that others cost nothing; asked once, when it is added. */
    default boolean onlyHistograms() {
        return false;
    }

    /** Receives a duration that the series has taken. */
    void recorded(TimerSeries series, long nanos);
}
