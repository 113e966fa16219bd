package io.github.botmetry.jda;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one log line a minute through, and knows how many it held back. Thread-safe. */
final class Seldom {

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong lastNanos = new AtomicLong(NEVER);
    private final AtomicLong heldBack = new AtomicLong();

    boolean isDue(long nowNanos) {
        long last = lastNanos.get();
        boolean due = (last == NEVER || nowNanos - last >= PAUSE_NANOS) && lastNanos.compareAndSet(last, nowNanos);
        if (!due) {
            heldBack.incrementAndGet();
        }
        return due;
    }

    /** How many there were since the line before. */
    long takeHeldBack() {
        return heldBack.getAndSet(0);
    }
}
