package io.github.botmetry.event;

import org.jspecify.annotations.Nullable;

/**
 * Be notified of events, failures and REST calls of a bot.
 *
 * <p>Called on the bot's threads, so never wait: a call that hangs delays the listener, request or task of its event. It delays
 * nothing else, since Botmetry counts first and keeps deadlines on another thread. An exception of an observer is logged once
 * and reaches nobody else.
 */
public interface EventObserver {

    /** Begins to follow a command, component, modal or task; null if this observer is not interested. */
    default @Nullable Observation begin(BotEvent event) {
        return null;
    }

    /** True to begin gateway events too, of which there are many; asked once, when the observer is added. */
    default boolean followsEveryEvent() {
        return false;
    }

    /**
     * Notifies of a failure, once each, also after its event has finished.
     *
     * @param event the event that failed, null if the bot was handling none
     * @return the id of the report that this observer made, to be shown to a user; null if it made none
     */
    default @Nullable String failed(@Nullable BotEvent event, Failure failure) {
        return null;
    }

    /** Notifies that the connection to the gateway was lost, or is back. */
    default void sessionChanged(SessionChange change) {}

    /** Notifies of a finished REST call; {@code event} is the event that made it, null if the bot was handling none. */
    default void restCompleted(@Nullable BotEvent event, RestCall call) {}
}
