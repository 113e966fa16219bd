package io.github.botmetry.statsd;

/** What of a total has left, and what was given up. Written by the flush thread, read by any. */
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

    /** How much needs no further try. */
    synchronized long settled() {
        return settled;
    }

    /** How much of the total did not reach the server: what has not left, and what was given up. */
    synchronized long undelivered(long total) {
        return total - settled + refused;
    }
}
