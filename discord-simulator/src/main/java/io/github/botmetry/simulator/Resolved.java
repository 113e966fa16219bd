package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The full objects behind the ids in an interaction's data. */
final class Resolved {
    private final ObjectNode json = Json.object();
    private final List<SimulatedUser> users = new ArrayList<>();

    void add(SimulatedUser user) {
        users.add(user);
        json.withObject("/users").set(Json.id(user.id()), user.json());
    }

    void add(SimulatedRole role) {
        json.withObject("/roles").set(Json.id(role.id()), role.json());
    }

    void add(SimulatedChannel channel, SimulatedUser viewer) {
        long permissions = channel.owningGuild().permissionsOf(viewer);
        json.withObject("/channels")
                .set(Json.id(channel.id()), channel.json().put("permissions", Long.toString(permissions)));
    }

    void add(SimulatedMessage message) {
        json.withObject("/messages").set(Json.id(message.id()), message.state());
    }

    void addAttachment(long id, String fileName, int sizeBytes) {
        json.withObject("/attachments").set(Json.id(id), Attachments.json(id, fileName, sizeBytes));
    }

    /** Members, without their users, are resolved only where there is a guild. */
    void addTo(ObjectNode data, @Nullable SimulatedGuild guild) {
        for (SimulatedUser user : users) {
            if (guild != null && guild.findMember(user.id()) != null) {
                ObjectNode member = InteractionPayloads.member(guild, user);
                member.remove("user");
                json.withObject("/members").set(Json.id(user.id()), member);
            }
        }
        if (!json.isEmpty()) {
            data.set("resolved", json);
        }
    }
}
