package io.github.botmetry.jda;

import java.time.Duration;

/** A reply that was deferred: its user sees "is thinking" until content comes. Thread-safe. */
final class Deferral {

    private boolean isDeferred;
    private boolean isOver;
    private long waitNanos = Interactions.LIFETIME.toNanos();

    /** After receipt; then the wait for content is over. */
    synchronized void waitsFor(Duration wait) {
        waitNanos = wait.toNanos();
    }

    synchronized void begin() {
        isDeferred = true;
    }

    /** Content came, or what was thinking was taken away, or the wait is over; true for the first. */
    synchronized boolean end() {
        boolean isFirst = isDeferred && !isOver;
        isOver = true;
        return isFirst;
    }

    synchronized boolean isOpen() {
        return isDeferred && !isOver;
    }

    synchronized boolean isOpenAfter(long nanos) {
        return isOpen() && nanos >= waitNanos;
    }
}
