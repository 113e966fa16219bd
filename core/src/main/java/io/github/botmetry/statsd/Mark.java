package io.github.botmetry.statsd;

/** Remembers how much of a series has left under one of its names. */
interface Mark {

    /** Adds an amount that has left. */
    void sent(long amount);

    /** Adds an amount that can never be sent. */
    void refused(long amount);
}
