package io.github.botmetry.simulator;

/**
 * Holds one answer that the user of an interaction saw.
 *
 * @param kind the way the bot answered
 * @param content the text at that moment; {@link #message()} has the latest state
 * @param isEphemeral true if only that user sees it
 * @param message the message that was sent or changed
 * @param arrivedNanos {@link System#nanoTime()} when the bot's request arrived
 */
public record Reply(Kind kind, String content, boolean isEphemeral, SimulatedMessage message, long arrivedNanos) {

    /** The ways to answer. */
    public enum Kind {
        /** The answer to the interaction, at once or in place of "… is thinking". */
        REPLY,
        /** A change of the component's message. */
        UPDATE,
        /** A further message. */
        FOLLOW_UP,
        /** A change of one of the messages above. */
        EDIT
    }
}
