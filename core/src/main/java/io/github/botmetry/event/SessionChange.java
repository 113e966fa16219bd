package io.github.botmetry.event;

import java.util.Locale;
import java.util.Objects;

/**
 * Read a loss or return of a bot's connection to Discord's gateway.
 *
 * @param kind the change
 * @param shard number of the shard
 * @param code Discord's close code, such as 4000; 0 if there was none
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway">Gateway close codes</a>
 */
public record SessionChange(Kind kind, int shard, int code) {

    /** The change of a session. */
    public enum Kind {
        /** The connection is lost; Discord keeps events for a while. */
        DISCONNECTED,
        /** The session is back and missed nothing. */
        RESUMED,
        /** There is a new session; events in between were missed. */
        RECREATED,
        /** Discord refuses the session. */
        INVALIDATED;

        /** The spelling in labels and names. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SessionChange {
        Objects.requireNonNull(kind, "kind");
    }
}
