package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import org.jspecify.annotations.Nullable;

/** Lets each event's {@link Handling} follow it. */
final class HandlingObserver implements EventObserver {

    /** An event that somebody handles until it is over. */
    interface Handled {
        @Nullable
        Handling handling();
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        return event instanceof Handled handled ? handled.handling() : null;
    }
}
