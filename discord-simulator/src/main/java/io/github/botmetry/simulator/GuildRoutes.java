package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.List;

/** Routes of guilds, their roles, bans and audit log. */
final class GuildRoutes {
    private static final String GUILD = "/guilds/{guild}";
    private static final String ROLE = GUILD + "/roles/{role}";
    private static final String BAN = GUILD + "/bans/{user}";

    private final World world;

    GuildRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(GUILD, request -> RestAnswer.ok(GuildPayloads.update(guild(request))));
        router.patch(GUILD, this::edit);
        router.get(GUILD + "/audit-logs", request -> RestAnswer.ok(emptyAuditLog()));
        addRoles(router);
        addBans(router);
        for (String list : new String[] {"/invites", "/webhooks", "/integrations", "/scheduled-events", "/regions"}) {
            router.get(GUILD + list, request -> RestAnswer.ok(Json.array()));
        }
    }

    private void addRoles(Router router) {
        router.get(
                GUILD + "/roles",
                request -> RestAnswer.ok(Json.array(guild(request).roles(), SimulatedRole::json)));
        router.post(GUILD + "/roles", this::createRole);
        router.get(ROLE, request -> RestAnswer.ok(role(request).json()));
        router.patch(ROLE, this::editRole);
        router.delete(ROLE, request -> {
            role(request).delete();
            return RestAnswer.nothing();
        });
    }

    private void addBans(Router router) {
        router.get(GUILD + "/bans", request -> RestAnswer.list(bans(request)));
        router.get(BAN, request -> RestAnswer.ok(ban(bannedUser(request))));
        router.put(BAN, request -> {
            guild(request).ban(world.user(request.id(3)));
            return RestAnswer.nothing();
        });
        router.delete(BAN, request -> {
            guild(request).members().unban(bannedUser(request));
            return RestAnswer.nothing();
        });
        router.post(GUILD + "/bulk-ban", this::banAll);
    }

    private SimulatedGuild guild(RestRequest request) {
        return world.guild(request.id(1));
    }

    private SimulatedRole role(RestRequest request) {
        SimulatedRole role = guild(request).findRole(request.id(3));
        if (role == null) {
            throw RestFailure.unknown(10011, "Role");
        }
        return role;
    }

    private Actor bannedUser(RestRequest request) {
        Actor user = guild(request).members().bans().get(request.id(3));
        if (user == null) {
            throw RestFailure.unknown(10026, "Ban");
        }
        return user;
    }

    private RestAnswer edit(RestRequest request) {
        SimulatedGuild guild = guild(request);
        guild.rename(request.json().path("name").asText(guild.name()));
        return RestAnswer.ok(GuildPayloads.update(guild));
    }

    private RestAnswer createRole(RestRequest request) {
        JsonNode fields = request.json();
        long permissions = fields.path("permissions").asLong();
        SimulatedRole role = guild(request).createRole(fields.path("name").asText("new role"), permissions);
        return RestAnswer.ok(role.json());
    }

    private RestAnswer editRole(RestRequest request) {
        SimulatedRole role = role(request);
        role.patch(request.json());
        return RestAnswer.ok(role.json());
    }

    private List<ObjectNode> bans(RestRequest request) {
        List<ObjectNode> bans = new ArrayList<>();
        guild(request).members().bans().values().forEach(user -> bans.add(ban(user)));
        return bans;
    }

    private static ObjectNode ban(Actor user) {
        ObjectNode ban = Json.object().putNull("reason");
        ban.set("user", user.json());
        return ban;
    }

    private RestAnswer banAll(RestRequest request) {
        ObjectNode result = Json.object();
        result.set("failed_users", Json.array());
        result.set("banned_users", request.json().path("user_ids"));
        for (JsonNode id : request.json().path("user_ids")) {
            guild(request).ban(world.user(id.asLong()));
        }
        return RestAnswer.ok(result);
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
