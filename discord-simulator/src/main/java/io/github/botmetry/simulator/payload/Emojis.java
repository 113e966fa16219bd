package io.github.botmetry.simulator.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads and writes emojis as JSON objects and as path segments. */
public final class Emojis {
    private Emojis() {}

    public static ObjectNode json(long id, String name, ObjectNode creator) {
        ObjectNode json = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .put("require_colons", true)
                .put("managed", false)
                .put("animated", false)
                .put("available", true);
        json.set("roles", Json.array());
        json.set("user", creator);
        return json;
    }

    /** Writes {@code name:id} for a custom emoji, or the characters of any other. */
    public static String key(JsonNode emoji) {
        String name = emoji.path("name").asText();
        return emoji.path("id").isTextual() ? name + ":" + emoji.get("id").asText() : name;
    }

    /** Reads {@code name:id} of a custom emoji, or the characters of any other. */
    public static ObjectNode parse(String segment) {
        int colon = segment.lastIndexOf(':');
        return colon < 0
                ? Json.object().putNull("id").put("name", segment)
                : Json.object().put("id", segment.substring(colon + 1)).put("name", segment.substring(0, colon));
    }
}
