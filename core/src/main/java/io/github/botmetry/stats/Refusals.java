package io.github.botmetry.stats;

import io.github.botmetry.internal.Problems;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Counts what could not be recorded, and says so once a reason. Also the handle that callers get then. */
final class Refusals implements Counter, Gauge, Timer {

    private final Problems problems;
    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

    Refusals(Problems problems) {
        this.problems = problems;
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, new LongAdder());
        }
    }

    /** Counts one; {@code what} is shown in the log and may be anything a caller passed. */
    void refuse(Refusal refusal, Object what) {
        LongAdder count = count(refusal);
        boolean first = count.sum() == 0;
        count.increment();
        if (first || problems.isStrict()) {
            problems.report("refused to record " + what + ": " + refusal.rule(), null);
        }
    }

    private LongAdder count(Refusal refusal) {
        return Objects.requireNonNull(counts.get(refusal));
    }

    Map<Refusal, LongAdder> counts() {
        return counts;
    }

    private void again() {
        count(Refusal.COLLISION).increment();
    }

    @Override
    public void incr() {
        again();
    }

    @Override
    public void incr(long delta) {
        again();
    }

    @Override
    public void set(double value) {
        again();
    }

    @Override
    public AutoCloseable read(DoubleSupplier supplier) {
        again();
        return () -> {};
    }

    @Override
    public void record(Duration duration) {
        again();
    }

    @Override
    public void recordNanos(long nanos) {
        again();
    }
}
