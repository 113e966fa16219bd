package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Emojis;
import io.github.botmetry.simulator.payload.Json;
import org.jspecify.annotations.Nullable;

/** Counts the reactions on a message and sends an event for each. */
final class Reactions {
    private final ChangeLock changes;

    Reactions(ChangeLock changes) {
        this.changes = changes;
    }

    void add(SimulatedMessage message, Actor user, String emoji) {
        change(message, user, Emojis.parse(emoji), 1);
    }

    void remove(SimulatedMessage message, Actor user, String emoji) {
        change(message, user, Emojis.parse(emoji), -1);
    }

    void clear(SimulatedMessage message) {
        changes.run(() -> {
            ObjectNode state = message.state().deepCopy();
            state.set("reactions", Json.array());
            message.state(state);
        });
        dispatch(message, "MESSAGE_REACTION_REMOVE_ALL", payload(message));
    }

    private void change(SimulatedMessage message, Actor user, ObjectNode emoji, int difference) {
        changes.run(() -> message.state(counted(message.state(), user, emoji, difference)));
        ObjectNode payload = payload(message)
                .put("user_id", Json.id(user.id()))
                .put("burst", false)
                .put("type", 0);
        payload.set("emoji", emoji);
        payload.put(
                "message_author_id", message.state().path("author").path("id").asText());
        ObjectNode member = message.channel().findMember(user.id());
        if (member != null && difference > 0) {
            payload.set("member", member);
        }
        dispatch(message, difference > 0 ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", payload);
    }

    private static ObjectNode counted(ObjectNode message, Actor user, ObjectNode emoji, int difference) {
        ObjectNode copy = message.deepCopy();
        ArrayNode reactions = copy.withArray("reactions");
        ObjectNode reaction = find(reactions, Emojis.key(emoji));
        if (reaction == null) {
            reaction = reactions.addObject().put("count", 0).put("me", false).put("me_burst", false);
            reaction.set("emoji", emoji);
        }
        int count = Math.max(0, reaction.path("count").asInt() + difference);
        reaction.put("count", count);
        reaction.set("count_details", Json.object().put("normal", count).put("burst", 0));
        if (user.isSelf()) {
            reaction.put("me", difference > 0);
        }
        ArrayNode left = Json.array();
        for (JsonNode each : reactions) {
            if (each.path("count").asInt() > 0) {
                left.add(each);
            }
        }
        copy.set("reactions", left);
        return copy;
    }

    private static @Nullable ObjectNode find(ArrayNode reactions, String key) {
        for (JsonNode reaction : reactions) {
            if (Emojis.key(reaction.path("emoji")).equals(key)) {
                return (ObjectNode) reaction;
            }
        }
        return null;
    }

    private static ObjectNode payload(SimulatedMessage message) {
        return Json.object()
                .put("channel_id", Json.id(message.channel().id()))
                .put("message_id", Json.id(message.id()));
    }

    private static void dispatch(SimulatedMessage message, String event, ObjectNode payload) {
        message.channel().dispatch(event, payload);
    }
}
