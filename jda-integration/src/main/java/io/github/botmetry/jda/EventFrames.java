package io.github.botmetry.jda;

import io.github.botmetry.Privacy;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.event.GatewayEvent;
import io.github.botmetry.jda.event.InteractionEvent;
import java.util.function.BooleanSupplier;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.jspecify.annotations.Nullable;

/** Finds the frames of JDA's events, on whichever thread, and reports what fails in them. Nothing of it throws. */
final class EventFrames {

    private final EventDispatcher events;
    private final Privacy privacy;
    private final Interactions interactions;
    private final HandlingStarter starter;
    private final FoundCommands found;
    private final BooleanSupplier closed;

    EventFrames(Wiring wiring, HandlingStarter starter, FoundCommands found, BooleanSupplier closed) {
        this.starter = starter;
        this.found = found;
        this.closed = closed;
        events = wiring.events();
        privacy = wiring.privacy();
        interactions = starter.interactions();
    }

    HandlingStarter starter() {
        return starter;
    }

    boolean isOfSameBotmetry(EventFrames other) {
        return events == other.events;
    }

    boolean isClosed() {
        return closed.getAsBoolean();
    }

    GatewayEvent gateway(GenericEvent event, long receivedNanos) {
        return new GatewayEvent(event, receivedNanos, privacy);
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
        EventFrame frame = id == 0 ? null : interactions.byId(id);
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

    /** True for the frame of the message itself, not of a command that was found in it. */
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

    private boolean isOf(EventFrame frame, GenericEvent event) {
        for (BotEvent known = frame.event(); known != null; known = known.parent()) {
            if (isOf(known, event)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOf(BotEvent known, GenericEvent event) {
        if (known instanceof GatewayEvent gateway) {
            return gateway.event() == event;
        }
        return known instanceof InteractionEvent interaction && isOf(interaction, event);
    }

    /** A class of the bot's own may throw when it is asked. */
    private boolean isOf(InteractionEvent interaction, GenericEvent event) {
        try {
            return interaction.isOf(event);
        } catch (Throwable thrown) {
            events.descriptions().missing(event, thrown);
            return false;
        }
    }
}
