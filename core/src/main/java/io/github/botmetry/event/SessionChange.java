package io.github.botmetry.event;

import java.util.Locale;
import java.util.Objects;

/**
 * Tell that a bot lost its connection to Discord's gateway, or has it again.
 *
 * @param kind what happened
 * @param shard whose connection it is
 * @param code why the gateway was closed, such as 4000; 0 if nothing said so
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway">Gateway close codes</a>
 */
public record SessionChange(Kind kind, int shard, int code) {

    /** What happened to a session. */
    public enum Kind {
        /** The connection is gone; events wait at Discord. */
        DISCONNECTED,
        /** It is back, and missed nothing. */
        RESUMED,
        /** There is a new session; what happened meanwhile was missed. */
        RECREATED,
        /** Discord takes the session no longer. */
        INVALIDATED;

        /** How labels and paths spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SessionChange {
        Objects.requireNonNull(kind, "kind");
    }
}
