package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import org.jspecify.annotations.Nullable;

/** Puts JDA's events into frames and tells of their failures. Nothing of it throws. */
final class EventFrames {

    private final EventDispatcher events;
    private final Interactions interactions;
    private final boolean hasTextCommands;
    private final Function<GenericEvent, Optional<EventFrame>> begin;
    private final Function<Message, Optional<String>> textCommand;
    private final HandlingStarter starter;
    private final RestWatch restWatch;
    private final AttachCheck check;

    EventFrames(JdaRuntime runtime, Function<? super String, String> customIds, @Nullable TextCommands textCommands) {
        events = runtime.events();
        interactions = runtime.interactions();
        restWatch = runtime.restWatch();
        check = runtime.check();
        starter = new HandlingStarter(runtime, events.guarded("custom id normaliser", customIds, "*"));
        hasTextCommands = textCommands != null;
        textCommand = events.guarded(
                "matcher of text commands",
                message -> Optional.ofNullable(textCommands == null ? null : textCommands.command(message)),
                Optional.empty());
        begin = events.guarded("watch of events", this::begin, Optional.empty());
    }

    boolean isOfSameBotmetry(EventFrames other) {
        return events == other.events;
    }

    /** The frame of an event that has just been received. */
    EventFrame received(GenericEvent event, long nowNanos) {
        if (isOfInterest(event)) {
            Optional<EventFrame> frame = begin.apply(event);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        return events.frame(new GatewayEvent(event, nowNanos));
    }

    private boolean isOfInterest(GenericEvent event) {
        return event instanceof GenericInteractionCreateEvent
                || (hasTextCommands && event instanceof MessageReceivedEvent)
                || event instanceof HttpRequestEvent
                || event instanceof ExceptionEvent
                || event instanceof ReadyEvent;
    }

    private Optional<EventFrame> begin(GenericEvent event) {
        long now = System.nanoTime();
        if (event instanceof GenericInteractionCreateEvent interaction) {
            return Optional.of(starter.interaction(interaction, now));
        }
        if (event instanceof MessageReceivedEvent message) {
            return textCommand
                    .apply(message.getMessage())
                    .map(name -> starter.textCommand(new GatewayEvent(message, now), name));
        }
        notice(event);
        return Optional.empty();
    }

    private void notice(GenericEvent event) {
        if (event instanceof HttpRequestEvent request) {
            restWatch.completed(request);
        } else if (event instanceof ExceptionEvent exception) {
            Failure failure = new Failure(exception.getCause(), Failure.Source.GATEWAY, false, null);
            events.failed(CurrentEvent.frame(), failure);
        } else {
            check.ready(event.getJDA());
        }
    }

    /** The event manager has called all listeners; what is followed further finishes itself. */
    void handled(EventFrame frame) {
        if (Handling.of(frame) == null) {
            frame.finish(Duration.ofNanos(System.nanoTime() - frame.event().receivedNanos()));
        }
    }

    /** Calls a listener inside the frame of its event, also where a manager calls it on a thread of its own. */
    Scope listening(Object listener, GenericEvent event) {
        EventFrame frame = CurrentEvent.frame();
        if (frame == null || !isOf(frame, event)) {
            return elsewhere(listener, event);
        }
        noteListener(listener, Handling.of(frame));
        return Scope.NOOP;
    }

    private Scope elsewhere(Object listener, GenericEvent event) {
        if (event instanceof GenericInteractionCreateEvent interaction) {
            Handling handling = interactions.byId(interaction.getIdLong());
            EventFrame frame = handling == null ? null : handling.frame();
            if (frame != null) {
                noteListener(listener, handling);
                return frame.enter();
            }
        }
        return events.frame(new GatewayEvent(event, System.nanoTime())).enter();
    }

    private static void noteListener(Object listener, @Nullable Handling handling) {
        if (handling != null) {
            handling.listener((listener instanceof Class<?> type ? type : listener.getClass()).getName());
        }
    }

    /** A listener failed while it handled this event. */
    void listenerFailed(Throwable error) {
        events.failed(CurrentEvent.frame(), listenerFailure(error));
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
