package io.github.botmetry.event;

import org.jspecify.annotations.Nullable;

/**
 * Be notified of what a bot handles, what fails, and what it asks of Discord.
 *
 * <p>Called on the bot's threads, so never wait in it: a call that hangs holds up the listener, request or task that it is about.
 * It holds up nothing else: what Botmetry counts is counted before, and deadlines are kept on another thread. What it throws
 * is logged once and stays with it.
 */
public interface EventObserver {

    /** A command, component, modal or task begins; null says that this observer is not interested. */
    default @Nullable Observation begin(BotEvent event) {
        return null;
    }

    /** Whether it also wants to begin the many events that are otherwise only framed; asked once, when it is added. */
    default boolean followsEveryEvent() {
        return false;
    }

    /**
     * Something failed; each failure is told once, also after its event has finished.
     *
     * @param event what was being handled, null if nothing was
     * @return the id of a report that was made of it, to be shown to a user; null if none was
     */
    default @Nullable String failed(@Nullable BotEvent event, Failure failure) {
        return null;
    }

    /** The connection to the gateway was lost, or is back. */
    default void sessionChanged(SessionChange change) {}

    /** A REST call is over; {@code event} is what asked for it, null if nothing was being handled. */
    default void restCompleted(@Nullable BotEvent event, RestCall call) {}
}
