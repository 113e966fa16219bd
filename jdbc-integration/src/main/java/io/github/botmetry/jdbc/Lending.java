package io.github.botmetry.jdbc;

/** Records each connection that a bot requests, gets and gives back. */
interface Lending {

    /** Records nothing, for a pool that records all this itself. */
    Lending TOLD_BY_POOL = new Lending() {};

    default void lent(long waitedNanos) {}

    default void refused(Throwable error, long waitedNanos) {}

    default void returned(long usedNanos) {}
}
