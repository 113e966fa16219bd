package io.github.botmetry.simulator.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds components of messages and modals at any depth. */
public final class Components {
    public static final int ACTION_ROW = 1;
    public static final int BUTTON = 2;
    public static final int STRING_SELECT = 3;
    public static final int TEXT_INPUT = 4;
    public static final int USER_SELECT = 5;
    public static final int ROLE_SELECT = 6;
    public static final int MENTIONABLE_SELECT = 7;
    public static final int CHANNEL_SELECT = 8;

    private Components() {}

    /** All components in reading order, each container before its children. */
    public static List<JsonNode> all(JsonNode components) {
        List<JsonNode> found = new ArrayList<>();
        collect(components, found);
        return found;
    }

    private static void collect(JsonNode components, List<JsonNode> found) {
        for (JsonNode component : components) {
            found.add(component);
            collect(component.path("components"), found);
            if (component.has("component")) {
                collect(Json.array().add(component.get("component")), found);
            }
            if (component.has("accessory")) {
                collect(Json.array().add(component.get("accessory")), found);
            }
        }
    }

    public static @Nullable JsonNode find(JsonNode components, String customId) {
        for (JsonNode component : all(components)) {
            if (component.path("custom_id").asText().equals(customId)) {
                return component;
            }
        }
        return null;
    }

    /** Copies components; adds a numeric id to those without one, as Discord does. */
    public static ArrayNode numbered(JsonNode components) {
        ArrayNode copy = Json.array();
        components.forEach(component -> copy.add(component.deepCopy()));
        int next = 1;
        for (JsonNode component : all(copy)) {
            if (component.path("id").asInt() == 0) {
                ((ObjectNode) component).put("id", next);
            }
            next++;
        }
        return copy;
    }
}
