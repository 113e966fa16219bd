package io.github.botmetry.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Count, sum, buckets and the newest samples of the durations that some threads recorded, behind a spin lock.
 *
 * <p>A recursion of the bot may run out of stack at any call, also at one that unlocks. So nothing is called between the
 * compare-and-set and the {@code try}, nor between the first and the last change. If the quick release was not reached,
 * {@code finally} writes the field itself, which needs neither stack nor heap. Not {@code catch}, since the JVM may have to
 * load the class of an exception to compare it.
 */
final class TimerStripe {

    /** Number of newest samples kept; the array grows to it only if a series is busy between two flushes. */
    static final int MAX_SAMPLES = 512;

    private static final int FIRST_SAMPLES = 16;
    private static final int SPINS = 64;
    private static final VarHandle LOCK = lockHandle();

    private static final int FREE = 0;
    private static final int HELD = 1;

    /** State of the lock after the close: the contents never change again. */
    private static final int CLOSED = 2;

    private final long[] bounds;
    private final long[] buckets;
    private long[] samples = new long[FIRST_SAMPLES];
    private long count;
    private long totalNanos;

    private volatile int lock; // FREE, HELD or CLOSED; changed through LOCK

    /** The samples of a stripe that a reader has not seen, oldest first, and how many the stripe has counted. */
    record Samples(long count, long[] nanos) {}

    TimerStripe(long[] bounds) {
        this.bounds = bounds;
        this.buckets = bounds.length == 0 ? bounds : new long[bounds.length + 1];
    }

    private static VarHandle lockHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(TimerStripe.class, "lock", int.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the field of this very class", e);
        }
    }

    /** Adds the duration unless another thread holds the stripe or it is closed; adds nothing if the stack ends here. */
    boolean tryAdd(long nanos) {
        if (!LOCK.compareAndSet(this, FREE, HELD)) {
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
            long sum = totalNanos + nanos;
            totalNanos = sum < 0 ? Long.MAX_VALUE : sum;
            if (buckets.length > 0) {
                buckets[bucket]++;
            }
            LOCK.setRelease(this, FREE); // a volatile write would cost a fence for each call
            isHeld = false;
        } finally {
            if (isHeld) {
                lock = FREE;
            }
        }
        return true;
    }

    /** Waits for the stripe and adds the duration; false if it is closed. */
    boolean add(long nanos) {
        int spins = 0;
        while (!tryAdd(nanos)) {
            if (lock == CLOSED) {
                return false;
            }
            pause(spins++);
        }
        return true;
    }

    /** Refuses further durations, so that the next reader finds the final ones. */
    void close() {
        lock();
        lock = CLOSED;
    }

    /** Doubles the room for samples; without memory for it, the stripe keeps fewer from then on. */
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
            Thread.yield(); // the thread that holds the lock may need this core
        }
    }

    /** Waits for the lock, unless the stripe is closed and needs none; gives the state to restore afterwards. */
    private int lock() {
        int spins = 0;
        while (!LOCK.compareAndSet(this, FREE, HELD)) {
            if (lock == CLOSED) {
                return CLOSED;
            }
            pause(spins++);
        }
        return FREE;
    }

    long count() {
        int unlocked = lock();
        try {
            return count;
        } finally {
            lock = unlocked;
        }
    }

    void addTo(TimerReading reading) {
        int unlocked = lock();
        try {
            reading.add(count, totalNanos, buckets);
        } finally {
            lock = unlocked;
        }
    }

    void addBucketsTo(long[] into) {
        int unlocked = lock();
        try {
            for (int i = 0; i < Math.min(into.length, buckets.length); i++) {
                into[i] += buckets[i];
            }
        } finally {
            lock = unlocked;
        }
    }

    Samples samplesSince(long seen) {
        int unlocked = lock();
        try {
            int kept = (int) Math.min(Math.max(0, count - seen), samples.length);
            long[] newest = new long[kept];
            for (int i = 0; i < kept; i++) {
                newest[i] = samples[(int) (count - kept + i) & (samples.length - 1)];
            }
            return new Samples(count, newest);
        } finally {
            lock = unlocked;
        }
    }
}
