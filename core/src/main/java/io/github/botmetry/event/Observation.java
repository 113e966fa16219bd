package io.github.botmetry.event;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Follow one event from its begin to its end, as {@link EventObserver#begin} returned it.
 *
 * <p>Order: {@link #enter} any number of times, {@link #finished} once. Calls come on the bot's threads, also on several at once,
 * so guard shared state and never wait. Discord's answers come on the chat library's threads. An exception is logged once and
 * reaches nobody else.
 */
public interface Observation {

    /** Enters the event on the thread that is about to run its code; the scope is closed on the same thread. */
    default Scope enter() {
        return Scope.NOOP;
    }

    /** Captures state on the event's thread; each thread that continues the event calls the result, also several at once. */
    default Supplier<Scope> capture() {
        return this::enter;
    }

    /** Notifies, at most once, that Discord accepted the first answer to the interaction. */
    default void acknowledged(Duration afterReceipt) {}

    /** Notifies of a finished REST call that the event made, also after {@link #finished}. */
    default void restCompleted(RestCall call) {}

    /** Notifies, once, of the end of the event, on the thread that ended it or on a thread of Botmetry. */
    default void finished(Outcome outcome, Duration duration) {}

    /**
     * True for a failure that follows from an earlier one: it is neither counted nor notified. Called only on the attachment of
     * {@link EventDispatcher#begin(BotEvent, Object)}.
     */
    default boolean isKnown(Throwable error) {
        return false;
    }
}
