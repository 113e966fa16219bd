package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.jda.event.GatewayEvent;
import io.github.botmetry.jda.gateway.EventPool;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import org.jspecify.annotations.Nullable;

/** Puts each event that comes to a bot into its frame, and hands on what it says beside. Nothing of it throws. */
final class EventReception {

    private final EventFrames frames;
    private final EventDispatcher events;
    private final HandlingStarter starter;
    private final Notices notices;
    private final boolean hasTextCommands;
    private final Guard guard;
    private final Function<Message, Optional<String>> textCommand;

    /**
     * Parts that get events before the bot's listeners.
     *
     * @param received notified of every event
     * @param completed notified of a request that is over
     * @param ready notified of a JDA that is ready
     */
    record Notices(Consumer<GenericEvent> received, Consumer<HttpRequestEvent> completed, Consumer<JDA> ready) {}

    EventReception(Wiring wiring, JdaSettings settings, EventFrames frames, Notices notices) {
        this.frames = frames;
        this.notices = notices;
        events = wiring.events();
        starter = frames.starter();
        TextCommands textCommands = settings.textCommands();
        hasTextCommands = textCommands != null;
        textCommand = wiring.guard("matcher of text commands")
                .function(
                        message -> Optional.ofNullable(textCommands == null ? null : textCommands.command(message)),
                        Optional.empty());
        guard = wiring.guard("observation of events");
    }

    /** The frame of an event that has just been received. */
    EventFrame received(GenericEvent event, long nowNanos) {
        notices.received().accept(event);
        if (isOfInterest(event)) {
            EventFrame frame = guardedBegin(event);
            if (frame != null) {
                return frame;
            }
        }
        return events.frame(frames.gateway(event, nowNanos));
    }

    private boolean isOfInterest(GenericEvent event) {
        return event instanceof GenericInteractionCreateEvent
                || (hasTextCommands && event instanceof MessageReceivedEvent)
                || event instanceof HttpRequestEvent
                || event instanceof ExceptionEvent
                || event instanceof ReadyEvent;
    }

    private @Nullable EventFrame guardedBegin(GenericEvent event) {
        EventFrame frame;
        try {
            frame = begin(event);
        } catch (Throwable thrown) {
            guard.failed(thrown);
            return null;
        }
        guard.succeeded();
        return frame;
    }

    private @Nullable EventFrame begin(GenericEvent event) {
        long now = EventPool.receivedNanos(System.nanoTime());
        if (event instanceof GenericInteractionCreateEvent interaction) {
            return starter.interaction(interaction, now);
        }
        if (event instanceof MessageReceivedEvent message) {
            GatewayEvent received = frames.gateway(message, now);
            String name = textCommand.apply(message.getMessage()).orElse(null);
            return name == null ? null : starter.textCommand(received, name);
        }
        notice(event);
        return null;
    }

    private void notice(GenericEvent event) {
        if (event instanceof HttpRequestEvent request) {
            notices.completed().accept(request);
        } else if (event instanceof ExceptionEvent exception) {
            Failure failure = new Failure(exception.getCause(), Failure.Source.GATEWAY, false, null);
            events.failed(CurrentEvent.frame(), failure);
        } else {
            notices.ready().accept(event.getJDA());
        }
    }

    /** The event manager has called all listeners; what is followed further finishes itself. */
    void handled(EventFrame frame) {
        if (Handling.of(frame) == null) {
            frame.finish(Duration.ofNanos(System.nanoTime() - frame.event().receivedNanos()));
        }
    }
}
