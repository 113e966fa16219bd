package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;

/**
 * Passes the durations of one timer to the client, which sends a random part of the calls at the sample rate.
 *
 * <p>Each duration is one call, so that the server's count is right on average at any rate. Up to {@value #EXACT} calls the
 * count is exact; for N calls at the rate r its relative standard deviation is {@code sqrt((1-r)/(rN))}, at most 5 percent.
 * The client sends whole milliseconds: the remainder of each is added to the next, so that the sum is off by less than 1 ms.
 */
final class DogStatsDTimings {

    static final int EXACT = 1_024;

    /** Limit of calls for one flush, since each costs time; the rest waits for the next flush. */
    private static final long MAX_CALLS = 10_000_000;

    /** Whole numbers, since some servers round 1/rate; the rates fit into the six decimals that the client writes. */
    private static final long[] INVERSE_RATES = inverseRates();

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Longest duration to which the remainder can be added without an overflow. */
    private static final long LONGEST = Long.MAX_VALUE - NANOS_PER_MILLI;

    private final Durations fresh;
    private final long calls;
    private final long inverseRate;
    private long called;
    private long carriedNanos = NANOS_PER_MILLI / 2;

    DogStatsDTimings(Durations fresh) {
        this.fresh = fresh;
        this.calls = Math.min(fresh.recorded(), MAX_CALLS);
        int rate = 0;
        while (calls / INVERSE_RATES[rate] > EXACT) {
            rate++;
        }
        this.inverseRate = INVERSE_RATES[rate];
    }

    private static long[] inverseRates() {
        long[] rates = new long[16];
        long[] steps = {1, 2, 5};
        long decade = 1;
        for (int i = 0; i < rates.length; i++) {
            rates[i] = steps[i % 3] * decade;
            decade *= i % 3 == 2 ? 10 : 1;
        }
        return rates;
    }

    boolean hasNext() {
        return called < calls;
    }

    /** Takes the next calls, enough for about this number of lines. */
    Part next(int lines) {
        long size = Math.min(calls - called, lines * inverseRate);
        Part part = new Part(called, size);
        called += size;
        return part;
    }

    /** A range of the calls. */
    final class Part {
        private final long first;
        private final long size;

        private Part(long first, long size) {
            this.first = first;
            this.size = size;
        }

        long size() {
            return size;
        }

        int lines() {
            return (int) Math.max(1, size / inverseRate);
        }

        /** Makes the calls, on the helper thread; the parts run one after the other. */
        void runOn(StatsDClient client, WireName name) {
            for (long i = first; i < first + size; i++) {
                long nanos = Math.min(fresh.nanos(i, calls), LONGEST) + carriedNanos;
                carriedNanos = nanos % NANOS_PER_MILLI;
                if (inverseRate == 1) {
                    client.recordExecutionTime(name.name(), nanos / NANOS_PER_MILLI, name.tags());
                } else {
                    client.recordExecutionTime(name.name(), nanos / NANOS_PER_MILLI, 1.0 / inverseRate, name.tags());
                }
            }
        }
    }
}
