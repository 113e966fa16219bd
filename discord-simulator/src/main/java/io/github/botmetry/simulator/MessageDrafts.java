package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Attachments;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import org.jspecify.annotations.Nullable;

/** Makes the draft of a new or edited message from a request. */
final class MessageDrafts {
    private MessageDrafts() {}

    static ObjectNode create(RestRequest request, JsonNode fields, World world) {
        ObjectNode draft = draft(request, fields, null, world);
        boolean empty = draft.path("content").asText("").isEmpty()
                && draft.path("embeds").isEmpty()
                && draft.path("components").isEmpty()
                && draft.path("attachments").isEmpty()
                && draft.path("poll").isMissingNode()
                && draft.path("sticker_ids").isEmpty();
        if (empty) {
            throw new RestFailure(400, 50006, "Cannot send an empty message");
        }
        return draft;
    }

    static ObjectNode edit(RestRequest request, JsonNode fields, SimulatedMessage message, World world) {
        return draft(request, fields, message, world);
    }

    private static ObjectNode draft(
            RestRequest request, JsonNode fields, @Nullable SimulatedMessage message, World world) {
        ObjectNode draft = fields instanceof ObjectNode object ? object.deepCopy() : Json.object();
        JsonNode existing = message == null ? Json.array() : message.state().path("attachments");
        JsonNode listed = draft.path("attachments");
        draft.set("attachments", Attachments.merge(existing, listed, request.files(), world.snowflakes()));
        if (!draft.path("message_reference").isObject()) {
            draft.remove("message_reference");
        }
        return draft;
    }
}
