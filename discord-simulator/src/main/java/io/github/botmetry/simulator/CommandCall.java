package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.util.List;

/**
 * Fills in the options of a slash command; {@link #in} or {@link #inDirectMessages} sends it.
 *
 * <p>The command need not be registered; if it is, the interaction has its registered id. Not thread-safe.
 */
public final class CommandCall {
    static final int RUN = InteractionOrigin.COMMAND;
    static final int COMPLETE = InteractionOrigin.AUTOCOMPLETE;
    private static final int STRING = 3;
    private static final int INTEGER = 4;
    private static final int BOOLEAN = 5;
    private static final int NUMBER = 10;
    private static final int ATTACHMENT = 11;

    private final Actor user;
    private final List<String> words;
    private final int type;
    private final ArrayNode options = Json.array();
    private final ResolvedData resolved = new ResolvedData();

    CommandCall(Actor user, String name, int type) {
        this.user = user;
        this.words = List.of(name.split(" "));
        if (words.size() > 3) {
            throw new IllegalArgumentException("command must be at most: name group subcommand; was: " + name);
        }
        this.type = type;
    }

    public CommandCall option(String name, String value) {
        add(name, STRING).put("value", value);
        return this;
    }

    public CommandCall option(String name, long value) {
        add(name, INTEGER).put("value", value);
        return this;
    }

    public CommandCall option(String name, double value) {
        add(name, NUMBER).put("value", value);
        return this;
    }

    public CommandCall option(String name, boolean value) {
        add(name, BOOLEAN).put("value", value);
        return this;
    }

    /** Sets an option to a user, a channel or a role. */
    public CommandCall option(String name, Mentionable value) {
        value.addTo(resolved, user);
        add(name, value.optionType()).put("value", Json.id(value.id()));
        return this;
    }

    /** Attaches a file; its bytes cannot be downloaded. */
    public CommandCall attachment(String name, String fileName, int sizeBytes) {
        long attachmentId = user.interactions().newId();
        resolved.attachment(attachmentId, fileName, sizeBytes);
        add(name, ATTACHMENT).put("value", Json.id(attachmentId));
        return this;
    }

    /** Sets the text that the user has typed so far into the option to complete. */
    public CommandCall focused(String name, String typed) {
        add(name, STRING).put("value", typed).put("focused", true);
        return this;
    }

    /** Sends the command from a channel of a guild, joined by the bot or not, or from direct messages. */
    public Interaction in(Place channel) {
        String label = (type == RUN ? "/" : "completion of /") + String.join(" ", words);
        InteractionOrigin origin = new InteractionOrigin(type, label, user, channel, null);
        return user.interactions().start(origin, data(channel));
    }

    /** Sends the command from the direct messages with the bot. */
    public Interaction inDirectMessages() {
        return in(user.directChannel());
    }

    private ObjectNode data(Place channel) {
        ObjectNode data =
                user.interactions().commands().reference(words.get(0), RegisteredCommands.SLASH, channel.guildId());
        data.set("options", nested());
        resolved.addTo(data, channel);
        return data;
    }

    /** Wraps the options into the group (type 2) and the subcommand (type 1). */
    private ArrayNode nested() {
        ArrayNode inner = options;
        for (int depth = words.size() - 1; depth > 0; depth--) {
            int kind = depth == words.size() - 1 ? 1 : 2;
            ObjectNode outer = Json.object().put("name", words.get(depth)).put("type", kind);
            outer.set("options", inner);
            inner = Json.array().add(outer);
        }
        return inner;
    }

    private ObjectNode add(String name, int optionType) {
        return options.addObject().put("name", name).put("type", optionType);
    }
}
