package io.github.botmetry.jdbc;

/** Told of each connection that a bot asks for, gets and gives back. */
interface Lending {

    /** For a pool that tells all this itself. */
    Lending TOLD_BY_POOL = new Lending() {};

    default void lent(long waitedNanos) {}

    default void refused(Throwable error, long waitedNanos) {}

    default void returned(long usedNanos) {}
}
