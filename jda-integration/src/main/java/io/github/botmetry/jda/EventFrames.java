package io.github.botmetry.jda;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.event.GatewayEvent;
import io.github.botmetry.jda.event.InteractionEvent;
import io.github.botmetry.jda.gateway.EventPool;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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

    private final JdaRuntime runtime;
    private final EventDispatcher events;
    private final Privacy privacy;
    private final Interactions interactions;
    private final boolean hasTextCommands;
    private final Function<GenericEvent, Optional<EventFrame>> begin;
    private final Function<Message, Optional<String>> textCommand;
    private final HandlingStarter starter;
    private final RestWatch restWatch;
    private final AttachCheck check;
    private final Consumer<GenericEvent> community;
    private final FoundCommands found;

    EventFrames(JdaRuntime runtime, JdaSettings settings, Consumer<GenericEvent> community) {
        this.runtime = runtime;
        this.community = community;
        events = runtime.events();
        privacy = runtime.privacy();
        interactions = runtime.interactions();
        restWatch = runtime.restWatch();
        check = runtime.check();
        found = runtime.foundCommands();
        starter = new HandlingStarter(
                runtime,
                runtime.guard("custom id normaliser").function(settings.customIds(), "*"),
                settings.unansweredAfter());
        TextCommands textCommands = settings.textCommands();
        hasTextCommands = textCommands != null;
        textCommand = runtime.guard("matcher of text commands")
                .function(
                        message -> Optional.ofNullable(textCommands == null ? null : textCommands.command(message)),
                        Optional.empty());
        begin = runtime.guard("watch of events").function(this::begin, Optional.empty());
    }

    boolean isOfSameBotmetry(EventFrames other) {
        return events == other.events;
    }

    boolean isClosed() {
        return runtime.isClosed();
    }

    /** The frame of an event that has just been received. */
    EventFrame received(GenericEvent event, long nowNanos) {
        community.accept(event);
        if (isOfInterest(event)) {
            Optional<EventFrame> frame = begin.apply(event);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        return events.frame(gateway(event, nowNanos));
    }

    GatewayEvent gateway(GenericEvent event, long receivedNanos) {
        return new GatewayEvent(event, receivedNanos, privacy);
    }

    private boolean isOfInterest(GenericEvent event) {
        return event instanceof GenericInteractionCreateEvent
                || (hasTextCommands && event instanceof MessageReceivedEvent)
                || event instanceof HttpRequestEvent
                || event instanceof ExceptionEvent
                || event instanceof ReadyEvent;
    }

    private Optional<EventFrame> begin(GenericEvent event) {
        long now = EventPool.receivedNanos(System.nanoTime());
        if (event instanceof GenericInteractionCreateEvent interaction) {
            return Optional.of(starter.interaction(interaction, now));
        }
        if (event instanceof MessageReceivedEvent message) {
            return textCommand.apply(message.getMessage()).map(name -> textCommand(gateway(message, now), name));
        }
        notice(event);
        return Optional.empty();
    }

    /** Begins the command that the message is. */
    EventFrame textCommand(GatewayEvent message, String name) {
        return starter.textCommand(message, name);
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
        EventFrame current = CurrentEvent.frame();
        EventFrame frame = of(event, current);
        noteListener(listener, Handling.of(frame));
        Scope entered = frame == current ? Scope.NOOP : frame.enter();
        return found.isExpected() && event instanceof MessageReceivedEvent ? found.listen(entered) : entered;
    }

    /** The frame for a call of a suspending listener with the event. */
    EventFrame called(Object listener, GenericEvent event) {
        EventFrame frame = of(event);
        noteListener(listener, Handling.of(frame));
        return frame;
    }

    /** The frame of an event that this thread, or another one, is at. */
    EventFrame of(GenericEvent event) {
        return of(event, CurrentEvent.frame());
    }

    private EventFrame of(GenericEvent event, @Nullable EventFrame current) {
        return current != null && events.owns(current) && isOf(current, event) ? current : elsewhere(event);
    }

    private EventFrame elsewhere(GenericEvent event) {
        long id = idOf(event);
        Handling handling = id == 0 ? null : interactions.byId(id);
        EventFrame frame = handling == null ? null : handling.frame();
        return frame == null ? events.frame(gateway(event, System.nanoTime())) : frame;
    }

    private long idOf(GenericEvent event) {
        Long id = null;
        if (event instanceof GenericInteractionCreateEvent interaction) {
            id = events.descriptions().read(event, interaction::getIdLong);
        } else if (event instanceof MessageReceivedEvent message) {
            id = events.descriptions().read(event, message::getMessageIdLong);
        }
        return id == null ? 0 : id;
    }

    /** Whether the frame is of the message itself, not of a command that was found in it. */
    boolean isMessage(EventFrame frame, MessageReceivedEvent message) {
        return events.owns(frame) && frame.event() instanceof GatewayEvent gateway && gateway.event() == message;
    }

    private static void noteListener(Object listener, @Nullable Handling handling) {
        if (handling != null) {
            handling.listener(listener instanceof Class<?> type ? type : listener.getClass());
        }
    }

    /** A listener failed while it handled this event. */
    void listenerFailed(Throwable error) {
        events.failed(CurrentEvent.frame(), listenerFailure(error));
    }

    /** A coroutine of this event failed, and nobody caught it. */
    void coroutineFailed(@Nullable EventFrame frame, Throwable error) {
        events.failed(frame, new Failure(error, Failure.Source.TASK, false, null));
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
