package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;

/**
 * How the durations of one timer go through the client, which sends each call at the rate that it is given, at random.
 *
 * <p>Each duration is a call, so that the server's count is right on average, whatever the rate: up to {@value #EXACT} of them
 * it is exact; of N at the rate r its relative standard deviation is {@code sqrt((1-r)/(rN))}, at most 5 percent. Durations
 * are whole milliseconds there: what one loses the next gains, so that the sum is off by less than one.
 */
final class DogStatsDTimings {

    static final int EXACT = 1_024;

    /** Calls are cheap, but not free: what is over is left for the next flush. */
    private static final long MAX_CALLS = 10_000_000;

    /** The client writes six decimals, and servers compute 1/rate with and without decimals. */
    private static final long[] INVERSE_RATES = inverseRates();

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** A longer one, such as Long.MAX_VALUE for never, has no room for what is carried. */
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

    /** The next calls, which make about so many lines. */
    Part next(int lines) {
        long size = Math.min(calls - called, lines * inverseRate);
        Part part = new Part(called, size);
        called += size;
        return part;
    }

    /** Some of the calls. */
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

        /** Helper thread; the parts run one after the other. */
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
