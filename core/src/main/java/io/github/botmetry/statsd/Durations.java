package io.github.botmetry.statsd;

/**
 * Durations of one timer that have not been sent.
 *
 * @param recorded the number of durations
 * @param samples the durations that were kept, in nanoseconds; at least one, at most {@code recorded}
 */
record Durations(long recorded, long[] samples) {

    /** Picks the sample, in nanoseconds, for one of {@code of} lines, spread evenly over all samples. */
    long nanos(long index, long of) {
        return samples[(int) (index * samples.length / of)];
    }
}
