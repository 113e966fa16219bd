package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Permissions;
import org.jspecify.annotations.Nullable;

/** The JSON of an interaction, by where it happened: a guild of the bot, a foreign one, direct messages. */
final class InteractionPayloads {
    private static final int IN_GUILD = 0;
    private static final int IN_BOT_DM = 1;
    private static final int ATTACHMENT_LIMIT = 10_485_760;

    private InteractionPayloads() {}

    static void send(Interaction interaction, ObjectNode data) {
        InteractionOrigin origin = interaction.origin();
        World world = interaction.world();
        SimulatedGuild guild = origin.channel().guild();
        ObjectNode json = Json.object()
                .put("id", Json.id(interaction.id()))
                .put("application_id", Json.id(world.bot().id()))
                .put("type", origin.type())
                .put("token", interaction.token())
                .put("version", 1)
                .put("channel_id", Json.id(origin.channel().id()))
                .put("locale", "en-US")
                .put("attachment_size_limit", ATTACHMENT_LIMIT)
                .put("context", guild == null ? IN_BOT_DM : IN_GUILD)
                .put("app_permissions", Long.toString(botPermissions(guild, world)));
        json.set("data", data);
        json.set("entitlements", Json.array());
        json.set("channel", channel(origin));
        json.set("authorizing_integration_owners", owners(origin));
        SimulatedMessage message = origin.message();
        if (message != null) {
            json.set("message", message.state());
        }
        if (guild == null) {
            json.set("user", origin.user().json());
            interaction.sent(world.gateway().toDirect("INTERACTION_CREATE", json));
        } else {
            ObjectNode complete = inGuild(json, guild, origin.user());
            interaction.sent(world.gateway().toGuild(guild.id(), "INTERACTION_CREATE", complete));
        }
    }

    private static ObjectNode inGuild(ObjectNode json, SimulatedGuild guild, SimulatedUser user) {
        ObjectNode partial = Json.object().put("id", Json.id(guild.id())).put("locale", "en-US");
        partial.set("features", Json.array());
        json.set("guild", partial);
        json.set("member", member(guild, user));
        return json.put("guild_id", Json.id(guild.id())).put("guild_locale", "en-US");
    }

    static ObjectNode member(SimulatedGuild guild, SimulatedUser user) {
        Member member = guild.findMember(user.id());
        return (member == null ? new Member(user) : member)
                .json()
                .put("permissions", Long.toString(guild.permissionsOf(user)));
    }

    private static ObjectNode channel(InteractionOrigin origin) {
        ObjectNode json = origin.channel().json();
        SimulatedGuild guild = origin.channel().guild();
        if (guild != null) {
            json.put("permissions", Long.toString(guild.permissionsOf(origin.user())));
        }
        if (json.has("recipients")) {
            // The client's view of the channel: the other side is the bot.
            json.set(
                    "recipients",
                    Json.array().add(origin.channel().world().bot().json()));
        }
        return json;
    }

    /** By whom the app was installed: the guild ("0"), or where the bot is not a member, the user ("1"). */
    static ObjectNode owners(InteractionOrigin origin) {
        SimulatedGuild guild = origin.channel().guild();
        if (guild == null) {
            return Json.object().put("0", "0");
        }
        return guild.isJoined()
                ? Json.object().put("0", Json.id(guild.id()))
                : Json.object().put("1", Json.id(origin.user().id()));
    }

    private static long botPermissions(@Nullable SimulatedGuild guild, World world) {
        return guild == null || !guild.isJoined() ? Permissions.EVERYONE : guild.permissionsOf(world.bot());
    }
}
