package io.github.botmetry.statsd;

/** Remembers how much of a series has left under one of its names. */
interface Mark {

    /** So much has left. */
    void sent(long amount);

    /** So much cannot leave, now or later: it is given up. */
    void refused(long amount);
}
