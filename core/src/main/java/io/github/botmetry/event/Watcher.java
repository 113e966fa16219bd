package io.github.botmetry.event;

import io.github.botmetry.guard.Guard;
import org.jspecify.annotations.Nullable;

/**
 * An observer, called through its guard.
 *
 * @param isOurs whether it only counts, so that even a caller that must not wait can notify it
 */
record Watcher(EventObserver observer, Guard guard, boolean isOurs) {

    @Nullable
    GuardedObservation begin(BotEvent event) {
        try {
            Observation observation = guard.callOrNull(() -> observer.begin(event));
            return observation == null ? null : new GuardedObservation(observation, this);
        } catch (Throwable endOfStackOrHeap) {
            return null; // guards catch all else; the other observers may have more luck
        }
    }

    @Nullable
    String failed(@Nullable BotEvent event, Failure failure) {
        return guard.callOrNull(() -> observer.failed(event, failure));
    }
}
