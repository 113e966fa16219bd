package io.github.botmetry.event;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Extend this to wrap an observation: every method forwards, including methods added in later versions.
 *
 * <pre>{@code
 * final class Counted extends ForwardingObservation {
 *     Counted(Observation inner) {
 *         super(inner);
 *     }
 *
 *     public void finished(Outcome outcome, Duration duration) {
 *         count.incr();
 *         super.finished(outcome, duration);
 *     }
 * }
 * }</pre>
 */
public abstract class ForwardingObservation implements Observation {

    private final Observation inner;

    protected ForwardingObservation(Observation inner) {
        this.inner = Objects.requireNonNull(inner, "inner");
    }

    @Override
    public Scope enter() {
        return inner.enter();
    }

    @Override
    public Supplier<Scope> capture() {
        return inner.capture();
    }

    @Override
    public void acknowledged(Duration afterReceipt) {
        inner.acknowledged(afterReceipt);
    }

    @Override
    public void restCompleted(RestCall call) {
        inner.restCompleted(call);
    }

    @Override
    public void finished(Outcome outcome, Duration duration) {
        inner.finished(outcome, duration);
    }

    @Override
    public boolean isKnown(Throwable error) {
        return inner.isKnown(error);
    }
}
