package io.github.botmetry.statsd;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Spreads the datagrams of a flush over a tenth of the interval, at most 1 s: a server's socket holds only about a hundred.
 *
 * <p>The first few leave at once. After that time the rest leaves as fast as a server can read it. Used by one thread.
 */
final class Pacer {

    static final int UNPACED = 8;

    private static final long MAX_WINDOW_NANOS = 1_000_000_000;

    /** Longest gap: even a slow server reads datagrams this far apart as they arrive. */
    private static final long MAX_GAP_NANOS = 5_000_000;

    /** Datagrams that a late thread sends without a pause; a server's socket holds about five times as many. */
    private static final int MAX_BURST = 16;

    private static final long BREATH_NANOS = 5_000_000;

    /** Shortest wait: a thread that parks for less wakes up late anyway. */
    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private final long windowNanos;
    private final LongSupplier nanoTime;
    private final LongConsumer wait;
    private long end;
    private long due;
    private long left;
    private int unpaced;
    private int burst;

    Pacer(Duration interval) {
        this(interval, System::nanoTime, LockSupport::parkNanos);
    }

    Pacer(Duration interval, LongSupplier nanoTime, LongConsumer wait) {
        this.windowNanos = interval.compareTo(Duration.ofSeconds(10)) > 0 ? MAX_WINDOW_NANOS : interval.toNanos() / 10;
        this.nanoTime = nanoTime;
        this.wait = wait;
    }

    /** Begins a flush; the number of datagrams is an estimate. */
    void begin(long datagrams) {
        due = nanoTime.getAsLong();
        end = due + windowNanos;
        left = datagrams - UNPACED;
        unpaced = UNPACED;
        burst = 0;
    }

    /** Waits until the next datagram may leave. An interrupt ends the wait and stays set, since it ends the whole flush. */
    void await() throws InterruptedIOException {
        requireNoInterrupt();
        if (unpaced > 0) {
            unpaced--;
        } else {
            pause();
            requireNoInterrupt();
        }
    }

    static void requireNoInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before all was sent");
        }
    }

    private void pause() {
        long now = nanoTime.getAsLong();
        long gap = Math.min(Math.max(0, end - due) / Math.max(1, left), MAX_GAP_NANOS);
        due = Math.max(due + gap, now - MAX_BURST * gap); // a longer delay is not caught up at once
        left--;
        if (due - now >= LEAST_WAIT_NANOS) {
            burst = 0;
            wait.accept(due - now);
        } else if (++burst > MAX_BURST) {
            burst = 0;
            wait.accept(BREATH_NANOS);
        }
    }
}
