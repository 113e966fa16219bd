package io.github.botmetry.jda.rest;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many more invalid requests Discord takes before it bans the address: 10,000 within 10 minutes.
 *
 * <p>Counts by slices of 10 s in 61 numbers, however many there are; the slice that is going out of sight still counts, so
 * what remains is never too much. Thread-safe.
 */
final class InvalidRequests {

    static final int LIMIT = 10_000;

    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SLICES = 61;

    private final LongSupplier nanoTime;
    private final long startNanos;
    private final int[] counts = new int[SLICES];
    private long latest;
    private int sum;

    InvalidRequests(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    synchronized void add() {
        forget();
        counts[(int) (latest % SLICES)]++;
        sum++;
    }

    synchronized int remaining() {
        forget();
        return Math.max(0, LIMIT - sum);
    }

    private void forget() {
        long now = (nanoTime.getAsLong() - startNanos) / SLICE_NANOS;
        if (now - latest >= SLICES) {
            Arrays.fill(counts, 0);
            sum = 0;
            latest = now;
        }
        while (latest < now) {
            latest++;
            int slice = (int) (latest % SLICES);
            sum -= counts[slice];
            counts[slice] = 0;
        }
    }
}
