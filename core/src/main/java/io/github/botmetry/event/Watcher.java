package io.github.botmetry.event;

import io.github.botmetry.guard.Guard;
import org.jspecify.annotations.Nullable;

/** Calls an observer through its guard, but only methods that it overrides. */
final class Watcher {

    private static final Overrides OVERRIDES =
            new Overrides(EventObserver.class, "begin", "failed", "restCompleted", "sessionChanged");
    private static final int BEGINS = 1;
    private static final int FAILS = 1 << 1;
    private static final int COMPLETES_REST = 1 << 2;
    private static final int CHANGES_SESSIONS = 1 << 3;

    private final EventObserver observer;
    private final Guard guard;
    private final boolean isOurs;
    private final int overrides;

    /** @param isOurs true if it only counts, so that even a caller that must not wait can notify it */
    Watcher(EventObserver observer, Guard guard, boolean isOurs) {
        this.observer = observer;
        this.guard = guard;
        this.isOurs = isOurs;
        this.overrides = OVERRIDES.get(observer.getClass());
    }

    Guard guard() {
        return guard;
    }

    boolean isOurs() {
        return isOurs;
    }

    private boolean has(int method) {
        return (overrides & method) != 0;
    }

    @Nullable
    GuardedObservation begin(BotEvent event) {
        if (!has(BEGINS)) {
            return null;
        }
        Observation observation;
        try {
            ThreadState thread = ThreadState.current();
            EventFrame here = thread.pushAgain();
            try {
                observation = observer.begin(event);
            } catch (Throwable thrown) {
                guard.failed(thrown);
                return null;
            } finally {
                thread.pop(here);
            }
            guard.succeeded();
            return observation == null ? null : new GuardedObservation(observation, this);
        } catch (Throwable endOfStackOrHeap) {
            return null; // guards catch all else; the other observers are still called
        }
    }

    @Nullable
    String failed(@Nullable BotEvent event, Failure failure) {
        return has(FAILS) ? guard.callOrNull(() -> observer.failed(event, failure)) : null;
    }

    boolean completesRest() {
        return has(COMPLETES_REST);
    }

    void restCompleted(@Nullable BotEvent event, RestCall call) {
        ThreadState thread = ThreadState.current();
        EventFrame here = thread.pushAgain();
        try {
            observer.restCompleted(event, call);
        } catch (Throwable thrown) {
            guard.failed(thrown);
            return;
        } finally {
            thread.pop(here);
        }
        guard.succeeded();
    }

    void sessionChanged(SessionChange change) {
        if (!has(CHANGES_SESSIONS)) {
            return;
        }
        ThreadState thread = ThreadState.current();
        EventFrame here = thread.pushAgain();
        try {
            guard.run(() -> observer.sessionChanged(change));
        } finally {
            thread.pop(here);
        }
    }
}
