package io.github.botmetry.event;

import io.github.botmetry.guard.Guard;
import java.time.Duration;
import java.util.function.Supplier;

/** An observer's observation whose failures stay with it. */
final class GuardedObservation implements Observation {

    private final Observation observation;
    private final Watcher watcher;
    private final Guard guard;

    GuardedObservation(Observation observation, Watcher watcher) {
        this.observation = observation;
        this.watcher = watcher;
        this.guard = watcher.guard();
    }

    Watcher watcher() {
        return watcher;
    }

    @Override
    public Scope enter() {
        return guarded(observation::enter);
    }

    @Override
    public Supplier<Scope> capture() {
        Supplier<Scope> captured = guard.call(observation::capture, () -> Scope.NOOP);
        return () -> guarded(captured);
    }

    private Scope guarded(Supplier<Scope> enter) {
        Scope scope = guard.call(enter::get, Scope.NOOP);
        return scope == Scope.NOOP ? scope : new GuardedScope(scope, guard);
    }

    /** Closing allocates nothing: it happens also where the heap is full. */
    private record GuardedScope(Scope scope, Guard guard) implements Scope {
        @Override
        public void close() {
            try {
                scope.close();
            } catch (Throwable thrown) {
                guard.failed(thrown);
                return;
            }
            guard.succeeded();
        }
    }

    @Override
    public void acknowledged(Duration afterReceipt) {
        guard.run(() -> observation.acknowledged(afterReceipt));
    }

    @Override
    public void restCompleted(RestCall call) {
        guard.run(() -> observation.restCompleted(call));
    }

    @Override
    public void finished(Outcome outcome, Duration duration) {
        guard.run(() -> observation.finished(outcome, duration));
    }

    @Override
    public boolean isKnown(Throwable error) {
        return Boolean.TRUE.equals(guard.callOrNull(() -> observation.isKnown(error)));
    }
}
