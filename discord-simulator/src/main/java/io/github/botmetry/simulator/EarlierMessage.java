package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Components;
import io.github.botmetry.simulator.payload.Json;
import java.util.function.Function;

/**
 * Builds a message that the bot wrote before it was restarted, whose components may have expired.
 *
 * <p>Not thread-safe.
 */
public final class EarlierMessage {
    private final String content;
    private final Function<ObjectNode, SimulatedMessage> posting;
    private final ArrayNode rows = Json.array();

    EarlierMessage(String content, Function<ObjectNode, SimulatedMessage> posting) {
        this.content = content;
        this.posting = posting;
    }

    /** Adds a button in a row of its own. */
    public EarlierMessage button(String customId, String label) {
        return row(Json.object()
                .put("type", Components.BUTTON)
                .put("style", 1)
                .put("custom_id", customId)
                .put("label", label)
                .put("disabled", false));
    }

    /** Adds a select menu whose labels are its values. */
    public EarlierMessage select(String customId, String... values) {
        ArrayNode options = Json.array();
        for (String value : values) {
            options.addObject().put("label", value).put("value", value);
        }
        ObjectNode select = Json.object()
                .put("type", Components.STRING_SELECT)
                .put("custom_id", customId)
                .put("min_values", 1)
                .put("max_values", values.length)
                .put("disabled", false);
        select.set("options", options);
        return row(select);
    }

    /** Adds a select menu of users. */
    public EarlierMessage userSelect(String customId) {
        return row(entitySelect(Components.USER_SELECT, customId));
    }

    /** Adds a select menu of roles. */
    public EarlierMessage roleSelect(String customId) {
        return row(entitySelect(Components.ROLE_SELECT, customId));
    }

    /** Adds a select menu of channels. */
    public EarlierMessage channelSelect(String customId) {
        return row(entitySelect(Components.CHANNEL_SELECT, customId));
    }

    private static ObjectNode entitySelect(int type, String customId) {
        return Json.object()
                .put("type", type)
                .put("custom_id", customId)
                .put("min_values", 1)
                .put("max_values", 25)
                .put("disabled", false);
    }

    /** Puts the message into the channel; the bot gets no event. */
    public SimulatedMessage post() {
        ObjectNode draft = Json.object().put("content", content);
        draft.set("components", rows);
        return posting.apply(draft);
    }

    private EarlierMessage row(ObjectNode component) {
        rows.addObject()
                .put("type", Components.ACTION_ROW)
                .set("components", Json.array().add(component));
        return this;
    }
}
