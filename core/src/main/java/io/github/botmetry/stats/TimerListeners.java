package io.github.botmetry.stats;

import io.github.botmetry.internal.Guard;
import io.github.botmetry.internal.Problems;
import org.jspecify.annotations.Nullable;

/** All who hear of durations as one, each in a guard of its own. Guarded by the lock of the table. */
final class TimerListeners {

    private final Problems problems;
    private @Nullable TimerListener all;

    TimerListeners(Problems problems) {
        this.problems = problems;
    }

    /** Null while there is none, so that a recording need only look at its cell's own field. */
    @Nullable
    TimerListener all() {
        return all;
    }

    TimerListener add(TimerListener listener) {
        TimerListener earlier = all;
        TimerListener added = guarded(listener);
        TimerListener told = earlier == null
                ? added
                : (series, nanos) -> {
                    earlier.recorded(series, nanos);
                    added.recorded(series, nanos);
                };
        all = told;
        return told;
    }

    private TimerListener guarded(TimerListener listener) {
        Guard guard = new Guard("timer listener", problems);
        return (series, nanos) -> {
            try {
                listener.recorded(series, nanos);
                guard.succeeded();
            } catch (Throwable thrown) {
                guard.failed(thrown);
            }
        };
    }
}
