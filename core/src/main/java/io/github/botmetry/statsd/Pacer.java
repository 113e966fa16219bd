package io.github.botmetry.statsd;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Spreads the datagrams of a flush over a tenth of the interval, since a server's socket holds a hundred of them at most.
 *
 * <p>The first few leave at once. Once that time is over the rest leaves as fast as a server can read it. Used by one thread.
 */
final class Pacer {

    static final int UNPACED = 8;

    private static final long MAX_WINDOW_NANOS = 1_000_000_000;

    /** So far apart even a slow server reads them as they come. */
    private static final long MAX_GAP_NANOS = 5_000_000;

    /** So many leave at once where this thread is late, with a breath after them: a socket holds five times as many. */
    private static final int MAX_BURST = 16;

    private static final long BREATH_NANOS = 5_000_000;

    /** A thread that waits for less comes back late anyway. */
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

    /** Begins a flush of about so many datagrams. */
    void begin(long datagrams) {
        due = nanoTime.getAsLong();
        end = due + windowNanos;
        left = datagrams - UNPACED;
        unpaced = UNPACED;
        burst = 0;
    }

    /** Waits until the next datagram may leave; an interrupt ends that, and is kept: it is meant for the whole flush. */
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
        due = Math.max(due + gap, now - MAX_BURST * gap); // what is later than that is not made up for at once
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
