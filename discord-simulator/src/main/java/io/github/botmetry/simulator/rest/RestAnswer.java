package io.github.botmetry.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.botmetry.simulator.payload.Json;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to a request. */
public record RestAnswer(
        int status, int discordCode, @Nullable JsonNode body, Map<String, String> headers) {

    /** Header value that leaves the header out. */
    public static final String NO_HEADER = "";

    public static RestAnswer ok(JsonNode body) {
        return new RestAnswer(200, 0, body, Map.of());
    }

    public static RestAnswer created(JsonNode body) {
        return new RestAnswer(201, 0, body, Map.of());
    }

    public static RestAnswer nothing() {
        return new RestAnswer(204, 0, null, Map.of());
    }

    public static RestAnswer list(Collection<? extends JsonNode> items) {
        ArrayNode array = Json.array();
        items.forEach(array::add);
        return ok(array);
    }

    public static RestAnswer error(int status, int discordCode, String message) {
        JsonNode body = Json.object().put("code", discordCode).put("message", message);
        return new RestAnswer(status, discordCode, body, Map.of());
    }
}
