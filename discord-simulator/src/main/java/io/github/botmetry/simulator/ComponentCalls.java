package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Components;
import io.github.botmetry.simulator.payload.Json;
import java.util.List;
import java.util.stream.Stream;

/** Presses and chooses, as a client would: only what the message really shows. */
final class ComponentCalls {
    private ComponentCalls() {}

    static Interaction press(SimulatedUser user, SimulatedMessage message, String customId) {
        return send(user, message, data(message, customId, Components.BUTTON));
    }

    static Interaction choose(SimulatedUser user, SimulatedMessage message, String customId, List<String> values) {
        ObjectNode data = data(message, customId, Components.STRING_SELECT);
        values.forEach(data.putArray("values")::add);
        return send(user, message, data);
    }

    static Interaction chooseUsers(
            SimulatedUser user, SimulatedMessage message, String customId, List<SimulatedUser> chosen) {
        ObjectNode data = data(message, customId, Components.USER_SELECT, Components.MENTIONABLE_SELECT);
        Resolved resolved = new Resolved();
        chosen.forEach(resolved::add);
        return send(
                user, message, resolve(data, resolved, message, chosen.stream().map(SimulatedUser::id)));
    }

    static Interaction chooseRoles(
            SimulatedUser user, SimulatedMessage message, String customId, List<SimulatedRole> chosen) {
        ObjectNode data = data(message, customId, Components.ROLE_SELECT, Components.MENTIONABLE_SELECT);
        Resolved resolved = new Resolved();
        chosen.forEach(resolved::add);
        return send(
                user, message, resolve(data, resolved, message, chosen.stream().map(SimulatedRole::id)));
    }

    static Interaction chooseChannels(
            SimulatedUser user, SimulatedMessage message, String customId, List<SimulatedChannel> chosen) {
        ObjectNode data = data(message, customId, Components.CHANNEL_SELECT);
        Resolved resolved = new Resolved();
        chosen.forEach(channel -> resolved.add(channel, user));
        return send(
                user, message, resolve(data, resolved, message, chosen.stream().map(SimulatedChannel::id)));
    }

    private static ObjectNode resolve(ObjectNode data, Resolved resolved, SimulatedMessage message, Stream<Long> ids) {
        data.set("values", Json.ids(ids.toList()));
        resolved.addTo(data, message.channel().guild());
        return data;
    }

    private static ObjectNode data(SimulatedMessage message, String customId, Integer... types) {
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

    private static Interaction send(SimulatedUser user, SimulatedMessage message, ObjectNode data) {
        String label = "component " + data.path("custom_id").asText();
        InteractionOrigin origin =
                new InteractionOrigin(InteractionOrigin.COMPONENT, label, user, message.channel(), message);
        return user.world().interactions().start(origin, data);
    }
}
