package io.github.botmetry.stats;

/** Count one thing; keep the handle. Thread-safe, never throws, allocates nothing. */
public interface Counter {

    /** Adds 1. */
    void incr();

    /** Adds {@code delta}; a negative one, or one above 2^53, is refused and counted. */
    void incr(long delta);
}
