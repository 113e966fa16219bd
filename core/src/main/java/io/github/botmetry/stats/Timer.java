package io.github.botmetry.stats;

import java.time.Duration;

/** Record how long one thing takes; keep the handle. Thread-safe, never throws. */
public interface Timer {

    /** Records one duration; a negative one, or one of more than 365 days, is refused and counted. */
    void record(Duration duration);

    /** Records one duration in nanoseconds, such as a difference of {@link System#nanoTime()}. */
    void recordNanos(long nanos);
}
