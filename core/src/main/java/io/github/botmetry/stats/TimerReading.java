package io.github.botmetry.stats;

import java.util.Arrays;
import java.util.Objects;

/**
 * Holds count, sum and buckets of the same durations, as {@link TimerSeries#read} found them.
 *
 * <pre>{@code
 * TimerReading reading = new TimerReading();   // kept: reading again allocates nothing
 * timer.read(reading);
 * long meanNanos = reading.totalNanos() / Math.max(1, reading.count());
 * }</pre>
 *
 * <p>Use it on one thread at a time, for any number of series one after the other.
 */
public final class TimerReading {

    private long count;
    private long totalNanos;
    private long[] buckets = {};
    private int bucketCount;

    /** Makes an empty reading. */
    public TimerReading() {}

    /** The number of durations that were recorded since the start. */
    public long count() {
        return count;
    }

    /** The sum of those durations in nanoseconds, at most {@link Long#MAX_VALUE}, which is 292 years. */
    public long totalNanos() {
        return totalNanos;
    }

    /** The number of buckets: one more than the bounds of the timer's definition, or 0 if it has none. */
    public int bucketCount() {
        return bucketCount;
    }

    /**
     * The number of those durations in one bucket, not cumulative; the last bucket is for those above all bounds.
     *
     * @throws IndexOutOfBoundsException unless the index is 0..{@link #bucketCount()} - 1
     */
    public long bucket(int index) {
        return buckets[Objects.checkIndex(index, bucketCount)];
    }

    void clear(int newBucketCount) {
        count = 0;
        totalNanos = 0;
        bucketCount = newBucketCount;
        if (buckets.length < newBucketCount) {
            buckets = new long[newBucketCount];
        } else {
            Arrays.fill(buckets, 0);
        }
    }

    void add(long moreCount, long moreNanos, long[] moreInBuckets) {
        count += moreCount;
        long sum = totalNanos + moreNanos;
        totalNanos = sum < 0 ? Long.MAX_VALUE : sum;
        for (int i = 0; i < moreInBuckets.length; i++) {
            buckets[i] += moreInBuckets[i];
        }
    }
}
