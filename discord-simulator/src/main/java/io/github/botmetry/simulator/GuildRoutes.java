package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.List;

/** Guilds, their roles, bans and audit log. */
final class GuildRoutes {
    private static final String GUILD = "/guilds/{guild}";
    private static final String ROLE = GUILD + "/roles/{role}";
    private static final String BAN = GUILD + "/bans/{user}";

    private final World world;

    GuildRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(GUILD, call -> Answer.ok(GuildPayloads.update(guild(call))));
        router.patch(GUILD, this::edit);
        router.get(GUILD + "/audit-logs", call -> Answer.ok(emptyAuditLog()));
        addRoles(router);
        addBans(router);
        for (String list : new String[] {"/invites", "/webhooks", "/integrations", "/scheduled-events", "/regions"}) {
            router.get(GUILD + list, call -> Answer.ok(Json.array()));
        }
    }

    private void addRoles(Router router) {
        router.get(GUILD + "/roles", call -> Answer.ok(Json.array(guild(call).roles(), SimulatedRole::json)));
        router.post(GUILD + "/roles", this::createRole);
        router.get(ROLE, call -> Answer.ok(role(call).json()));
        router.patch(ROLE, this::editRole);
        router.delete(ROLE, call -> {
            role(call).delete();
            return Answer.nothing();
        });
    }

    private void addBans(Router router) {
        router.get(GUILD + "/bans", call -> Answer.list(bans(call)));
        router.get(BAN, call -> Answer.ok(ban(bannedUser(call))));
        router.put(BAN, call -> {
            guild(call).ban(world.user(call.id(3)));
            return Answer.nothing();
        });
        router.delete(BAN, call -> {
            guild(call).unban(bannedUser(call));
            return Answer.nothing();
        });
        router.post(GUILD + "/bulk-ban", this::banAll);
    }

    private SimulatedGuild guild(Call call) {
        return world.guild(call.id(1));
    }

    private SimulatedRole role(Call call) {
        SimulatedRole role = guild(call).findRole(call.id(3));
        if (role == null) {
            throw RestFailure.unknown(10011, "Role");
        }
        return role;
    }

    private SimulatedUser bannedUser(Call call) {
        SimulatedUser user = guild(call).bans().get(call.id(3));
        if (user == null) {
            throw RestFailure.unknown(10026, "Ban");
        }
        return user;
    }

    private Answer edit(Call call) {
        SimulatedGuild guild = guild(call);
        guild.rename(call.json().path("name").asText(guild.name()));
        return Answer.ok(GuildPayloads.update(guild));
    }

    private Answer createRole(Call call) {
        JsonNode fields = call.json();
        long permissions = fields.path("permissions").asLong();
        SimulatedRole role = guild(call).createRole(fields.path("name").asText("new role"), permissions);
        return Answer.ok(role.json());
    }

    private Answer editRole(Call call) {
        SimulatedRole role = role(call);
        role.patch(call.json());
        return Answer.ok(role.json());
    }

    private List<ObjectNode> bans(Call call) {
        List<ObjectNode> bans = new ArrayList<>();
        guild(call).bans().values().forEach(user -> bans.add(ban(user)));
        return bans;
    }

    private static ObjectNode ban(SimulatedUser user) {
        ObjectNode ban = Json.object().putNull("reason");
        ban.set("user", user.json());
        return ban;
    }

    private Answer banAll(Call call) {
        ObjectNode result = Json.object();
        result.set("failed_users", Json.array());
        result.set("banned_users", call.json().path("user_ids"));
        for (JsonNode id : call.json().path("user_ids")) {
            guild(call).ban(world.user(id.asLong()));
        }
        return Answer.ok(result);
    }

    private static ObjectNode emptyAuditLog() {
        ObjectNode log = Json.object();
        for (String list : new String[] {
            "audit_log_entries",
            "users",
            "webhooks",
            "threads",
            "integrations",
            "guild_scheduled_events",
            "auto_moderation_rules",
            "application_commands"
        }) {
            log.set(list, Json.array());
        }
        return log;
    }
}
