package io.github.botmetry.jda;

import java.time.Duration;

/** A reply that was deferred: its user sees "is thinking" until content comes. Thread-safe. */
final class Deferral {

    private final Duration wait;
    private boolean isDeferred;
    private boolean isOver;

    /** @param wait after receipt; then the wait for content is over */
    Deferral(Duration wait) {
        this.wait = wait;
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
        return isOpen() && nanos >= wait.toNanos();
    }
}
