package io.github.botmetry.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Count, sum, buckets and the newest samples of the durations that some threads recorded, behind a spin lock.
 *
 * <p>A recursion of the bot may run out of stack at any call, so that an unlocking call may never happen. Nothing is called
 * between the compare-and-set and the {@code try}, nor between the first and the last change; and where the quick release was
 * not reached, {@code finally} writes the field itself, which needs neither stack nor heap. {@code finally}, not {@code catch}:
 * to compare the class of an exception the JVM may have to load it first.
 */
final class TimerStripe {

    /** The newest samples that are kept; they grow to that only when a series is busy between two flushes. */
    static final int MAX_SAMPLES = 512;

    private static final int FIRST_SAMPLES = 16;
    private static final int SPINS = 64;
    private static final VarHandle LOCKED = lockedHandle();

    private final long[] bounds;
    private final long[] buckets;
    private long[] samples = new long[FIRST_SAMPLES];
    private long count;
    private long totalNanos;

    @SuppressWarnings("UnusedVariable") // read through LOCKED
    private volatile int locked;

    /** The samples of a stripe that a reader has not seen, oldest first, and how many the stripe has counted. */
    record Samples(long count, long[] nanos) {}

    TimerStripe(long[] bounds) {
        this.bounds = bounds;
        this.buckets = bounds.length == 0 ? bounds : new long[bounds.length + 1];
    }

    private static VarHandle lockedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(TimerStripe.class, "locked", int.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the field of this very class", e);
        }
    }

    /** Adds the duration unless another thread is at this stripe; all of it or, if the stack ends here, nothing. */
    boolean tryAdd(long nanos) {
        if (!LOCKED.compareAndSet(this, 0, 1)) {
            return false;
        }
        boolean isHeld = true;
        try {
            long[] kept = samples;
            if (count == kept.length && count < MAX_SAMPLES) {
                kept = roomier(kept);
                samples = kept;
            }
            int bucket = buckets.length > 0 ? bucketOf(nanos) : 0;
            kept[(int) count & (kept.length - 1)] = nanos;
            count++;
            totalNanos += nanos;
            if (buckets.length > 0) {
                buckets[bucket]++;
            }
            LOCKED.setRelease(this, 0); // a volatile write would cost a fence a call
            isHeld = false;
        } finally {
            if (isHeld) {
                locked = 0;
            }
        }
        return true;
    }

    void add(long nanos) {
        int spins = 0;
        while (!tryAdd(nanos)) {
            pause(spins++);
        }
    }

    /** The same samples with room for as many again; without memory for that, the stripe keeps fewer from then on. */
    private static long[] roomier(long[] full) {
        try {
            return Arrays.copyOf(full, full.length * 2);
        } catch (OutOfMemoryError noRoom) {
            return full;
        }
    }

    private int bucketOf(long nanos) {
        int bucket = 0;
        while (bucket < bounds.length && nanos > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield(); // the holder may wait for this core
        }
    }

    private void lock() {
        int spins = 0;
        while (!LOCKED.compareAndSet(this, 0, 1)) {
            pause(spins++);
        }
    }

    long count() {
        lock();
        try {
            return count;
        } finally {
            locked = 0;
        }
    }

    long totalNanos() {
        lock();
        try {
            return totalNanos;
        } finally {
            locked = 0;
        }
    }

    void addTo(TimerReading reading) {
        lock();
        try {
            reading.add(count, totalNanos, buckets);
        } finally {
            locked = 0;
        }
    }

    void addBucketsTo(long[] into) {
        lock();
        try {
            for (int i = 0; i < Math.min(into.length, buckets.length); i++) {
                into[i] += buckets[i];
            }
        } finally {
            locked = 0;
        }
    }

    Samples samplesSince(long seen) {
        lock();
        try {
            int kept = (int) Math.min(Math.max(0, count - seen), samples.length);
            long[] newest = new long[kept];
            for (int i = 0; i < kept; i++) {
                newest[i] = samples[(int) (count - kept + i) & (samples.length - 1)];
            }
            return new Samples(count, newest);
        } finally {
            locked = 0;
        }
    }
}
