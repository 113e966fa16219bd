package io.github.botmetry.stats;

/** Read a timer's count, sum, buckets and recent samples. */
public interface TimerSeries extends Series {

    /**
     * Fills the reading with count, sum and buckets of the same durations.
     *
     * <p>The methods below each read anew, so that their results may differ by durations recorded in between.
     */
    void read(TimerReading into);

    /** Number of durations recorded since the start. */
    long count();

    /** Sum of those durations in nanoseconds. */
    long totalNanos();

    /**
     * Fills {@code into} with the count of each bucket of {@link TimerDefinition#bucketBoundsNanos()}, not cumulative, then the
     * count above all bounds: give it one element more than there are bounds. Without buckets all elements are 0.
     */
    void buckets(long[] into);

    /**
     * Copies durations in nanoseconds recorded after the first {@code count} ones, at most {@code into.length}. The newest 512
     * are kept for each thread that records at the same time.
     *
     * @return the number copied; if it is less than {@link #count()} before the call minus {@code count}, older ones are no
     *     longer kept
     */
    int samplesSince(long count, long[] into);
}
