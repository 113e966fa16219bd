package io.github.botmetry.jda;

import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.gateway.ListenerTimes;
import io.github.botmetry.stats.Timer;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import org.jspecify.annotations.Nullable;

/** A listener of the bot whose failures are seen on their way to the event manager. Equal to another one of the same. */
final class ObservedListener implements EventListener, WrappedListener {

    private final EventListener original;
    private final EventFrames frames;
    private final ListenerTimes times;

    ObservedListener(EventListener original, EventFrames frames, ListenerTimes times) {
        this.original = original;
        this.frames = frames;
        this.times = times;
    }

    @Override
    public Object original() {
        return original;
    }

    @Override
    public EventFrames frames() {
        return frames;
    }

    @Override
    public void onEvent(GenericEvent event) {
        try (Scope scope = frames.listening(original, event)) {
            Timer timer = times.timer(event);
            if (timer == null) {
                call(event);
            } else {
                callTimed(event, timer);
            }
        }
    }

    private void callTimed(GenericEvent event, Timer timer) {
        long start = System.nanoTime();
        try {
            call(event);
        } finally {
            times.took(timer, event, System.nanoTime() - start);
        }
    }

    private void call(GenericEvent event) {
        try {
            original.onEvent(event);
        } catch (Throwable error) {
            frames.listenerFailed(error);
            throw error;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObservedListener that && original.equals(that.original);
    }

    @Override
    public int hashCode() {
        return original.hashCode();
    }

    @Override
    public String toString() {
        return original.toString();
    }
}
