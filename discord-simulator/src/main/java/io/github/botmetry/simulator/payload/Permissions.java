package io.github.botmetry.simulator.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.LongStream;

/**
 * Adds up the permission bits of roles.
 *
 * @see <a href="https://discord.com/developers/docs/topics/permissions">Discord: permissions</a>
 */
public final class Permissions {
    public static final long ADMINISTRATOR = 1L << 3;
    /** All bits that Discord has given a meaning so far. */
    public static final long ALL = (1L << 53) - 1;
    /** View, send, embed, attach, read history, react, speak, use commands, threads: a new guild's @everyone. */
    public static final long EVERYONE = 1L << 6 | 1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 18
            | 1L << 20 | 1L << 21 | 1L << 25 | 1L << 26 | 1L << 31 | 1L << 35 | 1L << 38;

    private Permissions() {}

    /** Joins the bits of all roles; an administrator has all bits. */
    public static long of(LongStream roles) {
        long permissions = roles.reduce(0, (some, more) -> some | more);
        return (permissions & ADMINISTRATOR) != 0 ? ALL : permissions;
    }

    /** Makes a channel's overwrite for a role (type 0) or a member (type 1); both bit sets are always present. */
    public static ObjectNode overwrite(JsonNode fields) {
        return Json.object()
                .put("id", fields.path("id").asText())
                .put("type", fields.path("type").asInt())
                .put("allow", fields.path("allow").asText("0"))
                .put("deny", fields.path("deny").asText("0"));
    }
}
