package io.github.botmetry.stats;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import org.jspecify.annotations.Nullable;

/** Combines all listeners of durations, each behind its own guard. Guarded by the lock of the table. */
final class TimerListeners {

    private final Warnings warnings;
    private @Nullable TimerListener ofHistograms;
    private @Nullable TimerListener ofOthers;

    record Added(TimerListener listener, boolean onlyHistograms) {}

    TimerListeners(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Null while there is no listener, so that recording only checks a field of its cell. */
    @Nullable
    TimerListener of(Definition timer) {
        boolean isHistogram = timer instanceof TimerDefinition definition && definition.isHistogram();
        return isHistogram ? ofHistograms : ofOthers;
    }

    void add(Added added) {
        ofHistograms = both(ofHistograms, added.listener());
        if (!added.onlyHistograms()) {
            ofOthers = both(ofOthers, added.listener());
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

    /** Asks the listener for its choice, which must not happen under the lock. */
    Added guarded(TimerListener listener) {
        Guard guard = warnings.guard("timer listener");
        TimerListener guarded = (series, nanos) -> {
            try {
                listener.recorded(series, nanos);
                guard.succeeded();
            } catch (Throwable thrown) {
                guard.failed(thrown);
            }
        };
        return new Added(guarded, listener.onlyHistograms());
    }
}
