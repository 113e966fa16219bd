package io.github.botmetry.stats;

import java.util.concurrent.atomic.LongAdder;

/** A counter is a {@link LongAdder}. */
final class CounterCell extends Cell implements Counter, CounterSeries {

    /** What no server can add exactly, since they count in doubles; and a total of such must not overflow. */
    private static final long MAX_DELTA = 1L << 53;

    private final Refusals refusals;
    private final LongAdder total = new LongAdder();

    CounterCell(Identity identity, Refusals refusals) {
        super(identity);
        this.refusals = refusals;
    }

    @Override
    public void incr() {
        total.add(1);
    }

    @Override
    public void incr(long delta) {
        if (delta < 0 || delta > MAX_DELTA) {
            refusals.refuse(Refusal.VALUE, this + " + " + delta);
        } else {
            total.add(delta);
        }
    }

    @Override
    public long total() {
        return total.sum();
    }
}
