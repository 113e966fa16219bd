package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import java.time.Duration;
import java.util.function.Function;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import org.jspecify.annotations.Nullable;

/** Puts JDA's events into frames and tells of their failures. Nothing of it throws. */
final class EventFrames {

    private final EventDispatcher events;
    private final Function<String, String> customIds;

    EventFrames(EventDispatcher events, Function<? super String, String> customIds) {
        this.events = events;
        this.customIds = events.guarded("custom id normaliser", customIds, "*");
    }

    boolean isOfSameBotmetry(EventFrames other) {
        return events == other.events;
    }

    /** The frame of an event that has just been received. */
    EventFrame received(GenericEvent event) {
        long now = System.nanoTime();
        return event instanceof GenericInteractionCreateEvent interaction
                ? events.begin(new InteractionEvent(interaction, now, customIds))
                : events.frame(new GatewayEvent(event, now));
    }

    /** The event manager has called all listeners. */
    void handled(EventFrame frame) {
        frame.finish(Duration.ofNanos(System.nanoTime() - frame.event().receivedNanos()));
    }

    /** A listener failed while it handled this event. */
    void listenerFailed(GenericEvent event, Throwable error) {
        EventFrame frame = CurrentEvent.frame();
        events.failed(frame != null && isOf(frame, event) ? frame : null, listenerFailure(error));
    }

    static Failure listenerFailure(Throwable error) {
        return new Failure(error, Failure.Source.LISTENER, false, null);
    }

    private static boolean isOf(EventFrame frame, GenericEvent event) {
        for (BotEvent known = frame.event(); known != null; known = known.parent()) {
            if (jdaEvent(known) == event) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable GenericEvent jdaEvent(BotEvent event) {
        if (event instanceof GatewayEvent gateway) {
            return gateway.event();
        }
        return event instanceof InteractionEvent interaction ? interaction.event() : null;
    }
}
