package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Components;
import io.github.botmetry.simulator.payload.Json;
import java.util.List;

/** Presses a button or chooses values, only if the message shows them, as in a client. */
final class ComponentCall {
    private final Actor user;
    private final SimulatedMessage message;
    private final String customId;

    ComponentCall(Actor user, SimulatedMessage message, String customId) {
        this.user = user;
        this.message = message;
        this.customId = customId;
    }

    Interaction press() {
        return send(data(Components.BUTTON));
    }

    Interaction choose(List<String> values) {
        ObjectNode data = data(Components.STRING_SELECT);
        values.forEach(data.putArray("values")::add);
        return send(data);
    }

    Interaction chooseUsers(List<? extends Mentionable> chosen) {
        return send(chosen, data(Components.USER_SELECT, Components.MENTIONABLE_SELECT));
    }

    Interaction chooseRoles(List<? extends Mentionable> chosen) {
        return send(chosen, data(Components.ROLE_SELECT, Components.MENTIONABLE_SELECT));
    }

    Interaction chooseChannels(List<? extends Mentionable> chosen) {
        return send(chosen, data(Components.CHANNEL_SELECT));
    }

    private Interaction send(List<? extends Mentionable> chosen, ObjectNode data) {
        ResolvedData resolved = new ResolvedData();
        chosen.forEach(each -> each.addTo(resolved, user));
        data.set("values", Json.ids(chosen.stream().map(Mentionable::id).toList()));
        resolved.addTo(data, message.channel());
        return send(data);
    }

    private ObjectNode data(Integer... types) {
        JsonNode component = Components.find(message.state().path("components"), customId);
        int type = component == null ? 0 : component.path("type").asInt();
        if (component == null || !List.of(types).contains(type)) {
            throw new IllegalArgumentException("customId must be one of " + message.customIds() + " with type "
                    + List.of(types) + ", was " + customId);
        }
        return Json.object()
                .put("component_type", type)
                .put("custom_id", customId)
                .put("id", component.path("id").asInt());
    }

    private Interaction send(ObjectNode data) {
        InteractionOrigin origin = new InteractionOrigin(
                InteractionOrigin.COMPONENT, "component " + customId, user, message.channel(), message);
        return user.interactions().start(origin, data);
    }
}
