package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Attachments;
import io.github.botmetry.simulator.payload.Json;
import java.util.ArrayList;
import java.util.List;

/** Collects the full objects for the ids in an interaction's data. */
final class ResolvedData {
    private final ObjectNode json = Json.object();
    private final List<Mentionable> users = new ArrayList<>();

    void user(Mentionable user) {
        users.add(user);
        json.withObject("/users").set(Json.id(user.id()), user.json());
    }

    void role(Mentionable role) {
        json.withObject("/roles").set(Json.id(role.id()), role.json());
    }

    void channel(Place channel, Mentionable viewer) {
        long permissions = channel.permissionsOf(viewer);
        json.withObject("/channels")
                .set(Json.id(channel.id()), channel.json().put("permissions", Long.toString(permissions)));
    }

    void message(SimulatedMessage message) {
        json.withObject("/messages").set(Json.id(message.id()), message.state());
    }

    void attachment(long id, String fileName, int sizeBytes) {
        json.withObject("/attachments").set(Json.id(id), Attachments.json(id, fileName, sizeBytes));
    }

    /** Adds the objects; members, without their users, only in a guild. */
    void addTo(ObjectNode data, Place place) {
        for (Mentionable user : users) {
            ObjectNode member = place.findMember(user.id());
            if (member != null) {
                member.put("permissions", Long.toString(place.permissionsOf(user)));
                member.remove("user");
                json.withObject("/members").set(Json.id(user.id()), member);
            }
        }
        if (!json.isEmpty()) {
            data.set("resolved", json);
        }
    }
}
