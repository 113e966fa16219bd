package io.github.botmetry.stats;

/** Count one thing; keep the handle. Thread-safe, never throws, allocates nothing. */
public interface Counter {

    /** Adds 1. */
    void incr();

    /** Adds {@code delta}; a negative one, one above 2^53, or a large one to a total above 2^62, is refused and counted. */
    void incr(long delta);
}
