package io.github.botmetry.stats;

/** Read a timer's count, sum, buckets and recent samples. */
public interface TimerSeries extends Series {

    /**
     * Fills the reading with count, sum and buckets of the same durations.
     *
     * <p>Each of the methods below looks anew, so that two of them differ by the durations that were recorded in between.
     */
    void read(TimerReading into);

    /** How many durations were recorded since the start. */
    long count();

    /** Their sum in nanoseconds. */
    long totalNanos();

    /** The counts of each bucket of {@link TimerDefinition#bucketBoundsNanos()}, not cumulative, and of what is above. */
    void buckets(long[] into);

    /**
     * The durations in nanoseconds that were recorded after the first {@code count} ones, at most {@code into.length} and
     * at most what is kept (512 for each thread that records at the same time).
     *
     * @return how many were written; fewer than {@link #count()} was before, less {@code count}, says that older ones are
     *     no longer kept
     */
    int samplesSince(long count, long[] into);
}
