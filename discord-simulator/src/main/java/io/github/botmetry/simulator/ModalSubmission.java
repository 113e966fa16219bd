package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Components;
import io.github.botmetry.simulator.payload.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in the inputs of a modal; {@link #send} submits it.
 *
 * <p>Not thread-safe.
 */
public final class ModalSubmission {
    private final Actor user;
    private final Modal modal;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    ModalSubmission(Actor user, Modal modal) {
        this.user = user;
        this.modal = modal;
    }

    /** Types a text into an input, or chooses values in a select. */
    public ModalSubmission with(String customId, String... input) {
        if (!modal.inputIds().contains(customId)) {
            throw new IllegalArgumentException("customId must be one of " + modal.inputIds() + ", was " + customId);
        }
        values.put(customId, List.of(input));
        return this;
    }

    /** Submits the modal where it was opened; inputs without a value are empty. */
    public Interaction send() {
        ObjectNode data = Json.object().put("custom_id", modal.customId());
        data.set("components", filled());
        InteractionOrigin opener = modal.opener();
        InteractionOrigin origin = new InteractionOrigin(
                InteractionOrigin.MODAL, "modal " + modal.customId(), user, opener.channel(), opener.message());
        return user.interactions().start(origin, data);
    }

    /** Puts the values into the modal's own layout: labels, or the action rows of older libraries. */
    private ArrayNode filled() {
        ArrayNode filled = Json.array();
        for (JsonNode shown : Components.numbered(modal.json().path("components"))) {
            ObjectNode part = copy(shown, "type", "id");
            if (shown.has("component")) {
                filled.add(part.<ObjectNode>set("component", input(shown.get("component"))));
            } else if (shown.has("components")) {
                filled.add(part.<ObjectNode>set(
                        "components",
                        Json.array(List.of(shown.path("components").path(0)), this::input)));
            }
        }
        return filled;
    }

    private ObjectNode input(JsonNode shown) {
        ObjectNode input = copy(shown, "type", "id", "custom_id");
        List<String> given = values.getOrDefault(shown.path("custom_id").asText(), List.of());
        if (shown.path("type").asInt() == Components.TEXT_INPUT) {
            return input.put("value", given.isEmpty() ? "" : given.get(0));
        }
        ArrayNode chosen = input.putArray("values");
        given.forEach(chosen::add);
        return input;
    }

    private static ObjectNode copy(JsonNode shown, String... fields) {
        ObjectNode copy = Json.object();
        for (String field : fields) {
            copy.set(field, shown.path(field));
        }
        return copy;
    }
}
