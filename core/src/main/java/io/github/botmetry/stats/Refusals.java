package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Counts what could not be recorded, and says so once a reason. Also the handle that callers get then. */
final class Refusals implements Counter, Gauge, Timer {

    static final CounterDefinition REFUSED = CounterDefinition.named("botmetry.refused")
            .labels("reason")
            .help("What could not be recorded, by reason.")
            .build();

    private final Warnings warnings;
    private final Map<Refusal, CounterCell> counts = new EnumMap<>(Refusal.class);

    Refusals(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Counts in this cell, which itself refuses here: so it comes after the constructor. */
    void countIn(Refusal refusal, CounterCell cell) {
        counts.put(refusal, cell);
    }

    /** Counts one; {@code what} is shown in the log and may be anything a caller passed. */
    void refuse(Refusal refusal, Object what) {
        CounterCell count = count(refusal);
        boolean first = count.total() == 0;
        count.incr();
        if (first || warnings.isStrict()) {
            warnings.warn(
                    "refused-" + refusal.reason(), String.valueOf(what), "refused to record it: " + refusal.rule(), "");
        }
    }

    private CounterCell count(Refusal refusal) {
        return Objects.requireNonNull(counts.get(refusal));
    }

    Map<Refusal, CounterCell> counts() {
        return counts;
    }

    private void again() {
        count(Refusal.COLLISION).incr();
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
