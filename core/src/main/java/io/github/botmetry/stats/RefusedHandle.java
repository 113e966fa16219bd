package io.github.botmetry.stats;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The handle of a refused name: counts each use in the amount that it would have recorded. */
final class RefusedHandle implements Counter, Gauge, Timer {

    private final Refusals refusals;
    private final Refusal refusal;
    private final String name;
    private final String cause;

    RefusedHandle(Refusals refusals, Refusal refusal, String name, String cause) {
        this.refusals = refusals;
        this.refusal = refusal;
        this.name = name;
        this.cause = cause;
    }

    private void refuse(long amount) {
        refusals.refuse(refusal, name, amount, cause);
    }

    @Override
    public void incr() {
        refuse(1);
    }

    @Override
    public void incr(long delta) {
        refuse(CounterCell.isValid(delta) ? delta : 1);
    }

    @Override
    public void set(double value) {
        refuse(1);
    }

    @Override
    public AutoCloseable read(@Nullable DoubleSupplier supplier) {
        refuse(1);
        return () -> {};
    }

    @Override
    public void record(@Nullable Duration duration) {
        refuse(1);
    }

    @Override
    public void recordNanos(long nanos) {
        refuse(1);
    }
}
