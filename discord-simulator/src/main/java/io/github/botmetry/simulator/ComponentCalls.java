package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Presses and chooses, as a client would: only what the message really shows. */
final class ComponentCalls {
    private ComponentCalls() {}

    static Interaction press(SimulatedUser user, SimulatedMessage message, String customId) {
        return send(user, message, data(message, customId, Components.BUTTON));
    }

    static Interaction choose(SimulatedUser user, SimulatedMessage message, String customId, String... values) {
        ObjectNode data = data(message, customId, Components.STRING_SELECT);
        ArrayNode chosen = data.putArray("values");
        for (String value : values) {
            chosen.add(value);
        }
        return send(user, message, data);
    }

    private static ObjectNode data(SimulatedMessage message, String customId, int type) {
        JsonNode component = Components.find(message.state().path("components"), customId);
        if (component == null || component.path("type").asInt() != type) {
            throw new IllegalArgumentException(
                    "customId must be one of " + message.customIds() + " with type " + type + ", was " + customId);
        }
        return Json.object()
                .put("component_type", type)
                .put("custom_id", customId)
                .put("id", component.path("id").asInt());
    }

    private static Interaction send(SimulatedUser user, SimulatedMessage message, ObjectNode data) {
        String label = "component " + data.path("custom_id").asText();
        InteractionOrigin origin =
                new InteractionOrigin(InteractionOrigin.COMPONENT, label, user, message.channel(), message);
        return user.world().interactions().start(origin, data);
    }
}
