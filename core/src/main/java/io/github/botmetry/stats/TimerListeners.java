package io.github.botmetry.stats;

import io.github.botmetry.internal.Guard;
import io.github.botmetry.internal.Problems;
import org.jspecify.annotations.Nullable;

/** Who hears of durations; while nobody does, a recording pays for reading one field. */
final class TimerListeners {

    private final Problems problems;
    private volatile @Nullable TimerListener all;

    TimerListeners(Problems problems) {
        this.problems = problems;
    }

    synchronized void add(TimerListener listener) {
        TimerListener earlier = all;
        TimerListener added = guarded(listener);
        all = earlier == null
                ? added
                : (series, nanos) -> {
                    earlier.recorded(series, nanos);
                    added.recorded(series, nanos);
                };
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

    void recorded(TimerSeries series, long nanos) {
        TimerListener told = all;
        if (told != null) {
            told.recorded(series, nanos);
        }
    }
}
