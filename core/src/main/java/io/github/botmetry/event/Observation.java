package io.github.botmetry.event;

import java.time.Duration;
import java.util.function.Supplier;

/** Follow one event: the state an observer keeps of it, and what it hears of it. */
public interface Observation {

    /** A thread starts to run the event's code; the scope is closed on the same thread. */
    default Scope enter() {
        return Scope.NOOP;
    }

    /** The event's code will go on elsewhere: what is given enters there, perhaps on several threads. */
    default Supplier<Scope> capture() {
        return this::enter;
    }

    /** Discord accepted the first answer to the interaction. */
    default void acknowledged(Duration afterReceipt) {}

    /** A REST call that the event asked for is over, perhaps after the event. */
    default void restCompleted(RestCall call) {}

    /** The event is over; called once. */
    default void finished(Outcome outcome, Duration duration) {}

    /**
     * True for a failure that is but another sign of an earlier one: it is neither counted nor notified.
     * Asked of the attachment of {@link EventDispatcher#begin(BotEvent, Object)} only.
     */
    default boolean isKnown(Throwable error) {
        return false;
    }
}
