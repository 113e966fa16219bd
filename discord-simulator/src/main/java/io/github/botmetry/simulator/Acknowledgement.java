package io.github.botmetry.simulator;

import io.github.botmetry.simulator.rest.RestFailure;
import java.time.Duration;

/**
 * Describes how and when the bot acknowledged an interaction.
 *
 * @param kind Discord's type of the callback
 * @param ephemeral true if the bot asked for a message that only the user sees
 * @param arrivedNanos {@link System#nanoTime()} when the callback arrived
 * @param delay time from sending the interaction until then; Discord allows 3 s
 */
public record Acknowledgement(Kind kind, boolean ephemeral, long arrivedNanos, Duration delay) {

    /** Discord's types of interaction callback. */
    public enum Kind {
        /** A message at once. */
        REPLY(4),
        /** "… is thinking". */
        DEFER(5),
        /** Nothing visible; the component's message may be edited later. */
        DEFER_UPDATE(6),
        /** The component's message, edited. */
        UPDATE(7),
        /** Suggestions for an option. */
        CHOICES(8),
        /** A form to fill in. */
        MODAL(9);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw RestFailure.badRequest("no callback of type " + code + " in the simulator");
        }

        int code() {
            return code;
        }
    }
}
