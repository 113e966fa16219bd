package io.github.botmetry.statsd;

/**
 * The durations of one timer that have not been sent.
 *
 * @param recorded how many there are
 * @param samples those that were kept, in nanoseconds; at most {@code recorded}, at least one
 */
record Durations(long recorded, long[] samples) {

    /** Takes evenly from all that were kept: the sample for the given one of so many. */
    long nanos(long index, long of) {
        return samples[(int) (index * samples.length / of)];
    }
}
