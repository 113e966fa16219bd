package io.github.botmetry.stats;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import org.jspecify.annotations.Nullable;

/** All who hear of durations as one, each in a guard of its own. Guarded by the lock of the table. */
final class TimerListeners {

    private final Warnings warnings;
    private @Nullable TimerListener ofHistograms;
    private @Nullable TimerListener ofOthers;

    TimerListeners(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Null while there is none, so that a recording need only look at its cell's own field. */
    @Nullable
    TimerListener of(Definition timer) {
        boolean isHistogram = timer instanceof TimerDefinition definition && definition.isHistogram();
        return isHistogram ? ofHistograms : ofOthers;
    }

    void add(TimerListener listener) {
        TimerListener added = guarded(listener);
        ofHistograms = both(ofHistograms, added);
        if (!listener.onlyHistograms()) {
            ofOthers = both(ofOthers, added);
        }
    }

    private static TimerListener both(@Nullable TimerListener earlier, TimerListener added) {
        return earlier == null
                ? added
                : (series, nanos) -> {
                    earlier.recorded(series, nanos);
                    added.recorded(series, nanos);
                };
    }

    private TimerListener guarded(TimerListener listener) {
        Guard guard = warnings.guard("timer listener");
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
