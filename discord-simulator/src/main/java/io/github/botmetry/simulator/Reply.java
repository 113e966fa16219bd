package io.github.botmetry.simulator;

/**
 * Is something that the user of an interaction got to see.
 *
 * @param kind how it came
 * @param content the text at that moment; {@link #message()} has the latest state and everything else
 * @param isEphemeral whether only that user sees it
 * @param message the message it is or changed
 * @param arrivedNanos {@link System#nanoTime()} when the bot's request arrived
 */
public record Reply(Kind kind, String content, boolean isEphemeral, SimulatedMessage message, long arrivedNanos) {

    /** How an answer came. */
    public enum Kind {
        /** The answer to the interaction, at once or in place of "… is thinking". */
        REPLY,
        /** The component's message was changed. */
        UPDATE,
        /** A further message. */
        FOLLOW_UP,
        /** A change of one of the messages above. */
        EDIT
    }
}
