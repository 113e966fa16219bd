package io.github.botmetry.jda.rest;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests wait in one limiter. Thread-safe. */
public final class RestQueue {

    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean closed;

    public void joined() {
        size.incrementAndGet();
    }

    public void left() {
        size.decrementAndGet();
    }

    /** The limiter has ended: JDA forgets a request that is put back just then, without a word to it. */
    public void close() {
        closed = true;
    }

    public int size() {
        // One may leave again before it is counted.
        return closed ? 0 : Math.max(0, size.get());
    }
}
