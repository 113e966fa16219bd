package io.github.botmetry.stats;

import java.util.concurrent.atomic.LongAdder;

/**
 * A counter is a {@link LongAdder}.
 *
 * <p>No increment that races with the close is lost, and the hot path reads only one field for that: it adds first and checks
 * the field afterwards. The close sets the field first and takes the total afterwards, which sinks see from then on. So an
 * increment that is not in that total finds the field set, and moves the excess over the total to the refusals.
 */
final class CounterCell extends Cell implements Counter, CounterSeries {

    /** Largest delta that servers add exactly, since they count in doubles. */
    private static final long MAX_DELTA = 1L << 53;

    /** Largest total, below an overflow even if many threads exceed it at once. */
    private static final long MAX_TOTAL = 1L << 62;

    /** The total is checked for larger deltas only, since smaller ones take years to reach its limit. */
    private static final long USUAL_DELTA = 1L << 32;

    private final Refusals refusals;
    private final LongAdder total = new LongAdder();
    private long totalAtClose;

    CounterCell(Identity identity, Refusals refusals) {
        super(identity);
        this.refusals = refusals;
    }

    static boolean isValid(long delta) {
        return delta >= 0 && delta <= MAX_DELTA;
    }

    boolean hasRoomFor(long delta) {
        return delta <= USUAL_DELTA || total.sum() <= MAX_TOTAL;
    }

    @Override
    public void incr() {
        add(1);
    }

    @Override
    public void incr(long delta) {
        if (!isValid(delta)) {
            refusals.refuseValue(this, delta, "delta must be 0 to 2^53");
        } else if (hasRoomFor(delta)) {
            add(delta);
        } else {
            refusals.refuseValue(this, delta, "the total must stay below 2^62");
        }
    }

    void add(long amount) {
        total.add(amount);
        if (isClosed()) {
            refuseBeyondClose();
        }
    }

    private void refuseBeyondClose() {
        long beyond = takeBeyondClose();
        if (beyond > 0) {
            refusals.refuseClosed(this, beyond);
        }
    }

    private synchronized long takeBeyondClose() {
        long beyond = total.sum() - totalAtClose;
        total.add(-beyond);
        return beyond;
    }

    @Override
    synchronized void close() {
        super.close();
        totalAtClose = total.sum();
    }

    private synchronized long totalAtClose() {
        return totalAtClose;
    }

    @Override
    public long total() {
        long sum = total.sum(); // before the check, so that the sum holds no refused increment
        return isClosed() ? totalAtClose() : sum;
    }
}
