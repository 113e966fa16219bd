package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Components;
import io.github.botmetry.simulator.payload.Emojis;
import io.github.botmetry.simulator.payload.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Check a message of a user or of the bot; each method returns its latest state.
 *
 * <p>Thread-safe.
 */
public final class SimulatedMessage {
    private static final int EPHEMERAL = 1 << 6;

    private final Place channel;
    private final long id;
    private volatile ObjectNode json;
    private volatile boolean deleted;

    SimulatedMessage(Place channel, ObjectNode json) {
        this.channel = channel;
        this.id = json.get("id").asLong();
        this.json = json;
    }

    public long id() {
        return id;
    }

    public Place channel() {
        return channel;
    }

    /** The text, empty if there is none. */
    public String content() {
        return json.path("content").asText("");
    }

    /** True if only the user of the interaction sees it. */
    public boolean isEphemeral() {
        return (json.path("flags").asInt() & EPHEMERAL) != 0;
    }

    /** True once the bot or a user has deleted it. */
    public boolean isDeleted() {
        return deleted;
    }

    /** The custom ids of all buttons, selects and inputs, in order. */
    public List<String> customIds() {
        List<String> ids = new ArrayList<>();
        for (JsonNode component : Components.all(json.path("components"))) {
            if (component.has("custom_id")) {
                ids.add(component.get("custom_id").asText());
            }
        }
        return ids;
    }

    /** The reactions as emoji, or {@code name:id} for custom ones, with their counts in {@link #json()}. */
    public List<String> reactions() {
        List<String> names = new ArrayList<>();
        for (JsonNode reaction : json.path("reactions")) {
            names.add(Emojis.key(reaction.path("emoji")));
        }
        return names;
    }

    /** A copy of the message as Discord's API gives it. */
    public JsonNode json() {
        return json.deepCopy();
    }

    /** The URL at which a Discord client shows the message. */
    public String jumpUrl() {
        Long guildId = channel.guildId();
        String place = guildId == null ? "@me" : Json.id(guildId);
        return "https://discord.com/channels/" + place + "/" + Json.id(channel.id()) + "/" + Json.id(id);
    }

    boolean isBy(Mentionable user) {
        return json.path("author").path("id").asLong() == user.id();
    }

    /** The state as JSON; an edit replaces it and never changes it. */
    ObjectNode state() {
        return json;
    }

    void state(ObjectNode replacement) {
        json = replacement;
    }

    void deleted() {
        deleted = true;
    }

    @Override
    public String toString() {
        return "message " + Json.id(id) + " in " + channel;
    }
}
