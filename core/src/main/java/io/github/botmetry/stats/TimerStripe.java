package io.github.botmetry.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Count, sum, buckets and the newest samples of the durations that some threads recorded, behind a spin lock. */
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

    @SuppressWarnings("UnusedVariable") // through LOCKED
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

    /** Adds the duration unless another thread is at this stripe. */
    boolean tryAdd(long nanos) {
        if (!LOCKED.compareAndSet(this, 0, 1)) {
            return false;
        }
        try {
            int slot = (int) count & (samples.length - 1);
            if (slot == 0 && count != 0 && samples.length < MAX_SAMPLES) {
                slot = grow();
            }
            samples[slot] = nanos;
            count++;
            totalNanos += nanos;
            if (buckets.length > 0) {
                buckets[bucketOf(nanos)]++;
            }
        } finally {
            LOCKED.setRelease(this, 0);
        }
        return true;
    }

    void add(long nanos) {
        int spins = 0;
        while (!tryAdd(nanos)) {
            pause(spins++);
        }
    }

    private int grow() {
        samples = Arrays.copyOf(samples, samples.length * 2);
        return (int) count & (samples.length - 1);
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

    private void unlock() {
        LOCKED.setRelease(this, 0);
    }

    long count() {
        lock();
        try {
            return count;
        } finally {
            unlock();
        }
    }

    long totalNanos() {
        lock();
        try {
            return totalNanos;
        } finally {
            unlock();
        }
    }

    void addTo(TimerReading reading) {
        lock();
        try {
            reading.add(count, totalNanos, buckets);
        } finally {
            unlock();
        }
    }

    void addBucketsTo(long[] into) {
        lock();
        try {
            for (int i = 0; i < Math.min(into.length, buckets.length); i++) {
                into[i] += buckets[i];
            }
        } finally {
            unlock();
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
            unlock();
        }
    }
}
