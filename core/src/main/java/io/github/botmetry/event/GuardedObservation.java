package io.github.botmetry.event;

import io.github.botmetry.guard.Guard;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards an observer's observation. Calls only methods that its class overrides, and allocates nothing for a call, so that a
 * scope is closed even if the heap is full.
 */
final class GuardedObservation {

    private static final Overrides OVERRIDES = new Overrides(
            Observation.class, "enter", "capture", "acknowledged", "restCompleted", "finished", "isKnown");
    private static final int ENTERS = 1;
    private static final int CAPTURES = 1 << 1;
    private static final int ACKNOWLEDGED = 1 << 2;
    private static final int REST_COMPLETED = 1 << 3;
    private static final int FINISHED = 1 << 4;
    private static final int KNOWS = 1 << 5;

    private final Observation observation;
    private final Watcher watcher;
    private final int overrides;

    GuardedObservation(Observation observation, Watcher watcher) {
        this.observation = observation;
        this.watcher = watcher;
        this.overrides = OVERRIDES.get(observation.getClass());
    }

    Watcher watcher() {
        return watcher;
    }

    private Guard guard() {
        return watcher.guard();
    }

    private boolean has(int method) {
        return (overrides & method) != 0;
    }

    /** {@link Scope#NOOP} if there is nothing to leave. */
    Scope enter() {
        if (!has(ENTERS)) {
            return Scope.NOOP;
        }
        Scope scope;
        try {
            scope = observation.enter();
        } catch (Throwable thrown) {
            guard().failed(thrown);
            return Scope.NOOP;
        }
        guard().succeeded();
        return scope == null ? Scope.NOOP : scope; // a bot's class may return null
    }

    /** Enters on another thread, with the result of {@link #capture}. */
    Scope enter(Supplier<Scope> captured) {
        return guard().call(captured::get, Scope.NOOP);
    }

    /** Null if there is nothing to carry over: then {@link #enter()} serves other threads too. */
    @Nullable
    Supplier<Scope> capture() {
        if (!has(CAPTURES)) {
            return null;
        }
        ThreadState thread = ThreadState.current();
        EventFrame here = thread.pushAgain();
        try {
            return guard().call(observation::capture, () -> Scope.NOOP);
        } finally {
            thread.pop(here);
        }
    }

    void leave(Scope scope) {
        try {
            scope.close();
        } catch (Throwable thrown) {
            guard().failed(thrown);
            return;
        }
        guard().succeeded();
    }

    void acknowledged(Duration afterReceipt) {
        if (!has(ACKNOWLEDGED)) {
            return;
        }
        ThreadState thread = ThreadState.current();
        EventFrame here = thread.pushAgain();
        try {
            observation.acknowledged(afterReceipt);
        } catch (Throwable thrown) {
            guard().failed(thrown);
            return;
        } finally {
            thread.pop(here);
        }
        guard().succeeded();
    }

    boolean completesRest() {
        return has(REST_COMPLETED);
    }

    void restCompleted(RestCall call) {
        if (!has(REST_COMPLETED)) {
            return;
        }
        ThreadState thread = ThreadState.current();
        EventFrame here = thread.pushAgain();
        try {
            observation.restCompleted(call);
        } catch (Throwable thrown) {
            guard().failed(thrown);
            return;
        } finally {
            thread.pop(here);
        }
        guard().succeeded();
    }

    void finished(Outcome outcome, Duration duration) {
        if (!has(FINISHED)) {
            return;
        }
        ThreadState thread = ThreadState.current();
        EventFrame here = thread.pushAgain();
        try {
            observation.finished(outcome, duration);
        } catch (Throwable thrown) {
            guard().failed(thrown);
            return;
        } finally {
            thread.pop(here);
        }
        guard().succeeded();
    }

    boolean isKnown(Throwable error) {
        return has(KNOWS) && Boolean.TRUE.equals(guard().callOrNull(() -> observation.isKnown(error)));
    }
}
