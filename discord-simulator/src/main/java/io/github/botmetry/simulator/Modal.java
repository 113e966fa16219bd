package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.payload.Components;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a form that the bot answered with; {@link SimulatedUser#submits} fills it in.
 *
 * <p>Immutable.
 */
public final class Modal {
    private final InteractionOrigin opener;
    private final JsonNode json;

    Modal(InteractionOrigin opener, JsonNode json) {
        this.opener = opener;
        this.json = json;
    }

    public String customId() {
        return json.path("custom_id").asText();
    }

    public String title() {
        return json.path("title").asText();
    }

    /** The custom ids of its inputs, in order. */
    public List<String> inputIds() {
        List<String> ids = new ArrayList<>();
        for (JsonNode component : Components.all(json.path("components"))) {
            if (component.has("custom_id")) {
                ids.add(component.get("custom_id").asText());
            }
        }
        return ids;
    }

    /** A copy of the modal as the bot sent it. */
    public JsonNode json() {
        return json.deepCopy();
    }

    InteractionOrigin opener() {
        return opener;
    }
}
