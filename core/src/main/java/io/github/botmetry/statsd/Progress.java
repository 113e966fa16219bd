package io.github.botmetry.statsd;

/** Counts how much of a total was sent or refused. Written by the flush thread, read by any thread. */
final class Progress implements Mark {

    private long settled;
    private long refused;

    @Override
    public synchronized void sent(long amount) {
        settled += amount;
    }

    @Override
    public synchronized void refused(long amount) {
        settled += amount;
        refused += amount;
    }

    /** The amount that was sent or refused, and so needs no further try. */
    synchronized long settled() {
        return settled;
    }

    /** The amount of the total that was not sent, refused amounts included. */
    synchronized long undelivered(long total) {
        return total - settled + refused;
    }
}
