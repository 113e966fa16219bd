package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Permissions;

/** Writes the JSON of an interaction by its place: a guild of the bot, a foreign guild or direct messages. */
final class InteractionPayloads {
    private static final int IN_GUILD = 0;
    private static final int IN_BOT_DM = 1;
    private static final int ATTACHMENT_LIMIT = 10_485_760;

    private InteractionPayloads() {}

    static ObjectNode json(Interaction interaction, ObjectNode data, Actor bot) {
        InteractionOrigin origin = interaction.origin();
        Place place = origin.channel();
        Long guildId = place.guildId();
        ObjectNode json = Json.object()
                .put("id", Json.id(interaction.id()))
                .put("application_id", Json.id(bot.id()))
                .put("type", origin.type())
                .put("token", interaction.token())
                .put("version", 1)
                .put("channel_id", Json.id(place.id()))
                .put("locale", "en-US")
                .put("attachment_size_limit", ATTACHMENT_LIMIT)
                .put("context", guildId == null ? IN_BOT_DM : IN_GUILD)
                .put("app_permissions", Long.toString(botPermissions(place, bot)));
        json.set("data", data);
        json.set("entitlements", Json.array());
        json.set("channel", channel(origin, bot));
        json.set("authorizing_integration_owners", owners(origin));
        SimulatedMessage message = origin.message();
        if (message != null) {
            json.set("message", message.state());
        }
        if (guildId == null) {
            json.set("user", origin.user().json());
            return json;
        }
        return inGuild(json, guildId, origin);
    }

    private static ObjectNode inGuild(ObjectNode json, long guildId, InteractionOrigin origin) {
        ObjectNode partial = Json.object().put("id", Json.id(guildId)).put("locale", "en-US");
        partial.set("features", Json.array());
        json.set("guild", partial);
        json.set("member", member(origin));
        return json.put("guild_id", Json.id(guildId)).put("guild_locale", "en-US");
    }

    private static ObjectNode member(InteractionOrigin origin) {
        Place place = origin.channel();
        ObjectNode member = place.findMember(origin.user().id());
        return (member == null ? new Member(origin.user()).json() : member)
                .put("permissions", Long.toString(place.permissionsOf(origin.user())));
    }

    private static ObjectNode channel(InteractionOrigin origin, Actor bot) {
        Place place = origin.channel();
        ObjectNode json = place.json();
        if (place.guildId() != null) {
            json.put("permissions", Long.toString(place.permissionsOf(origin.user())));
        }
        if (json.has("recipients")) {
            // The user's client sees the bot as the recipient.
            json.set("recipients", Json.array().add(bot.json()));
        }
        return json;
    }

    /** Names the owner of the app's installation: the guild ("0") or, in a guild without the bot, the user ("1"). */
    static ObjectNode owners(InteractionOrigin origin) {
        Place place = origin.channel();
        Long guildId = place.guildId();
        if (guildId == null) {
            return Json.object().put("0", "0");
        }
        return place.hasBot()
                ? Json.object().put("0", Json.id(guildId))
                : Json.object().put("1", Json.id(origin.user().id()));
    }

    private static long botPermissions(Place place, Actor bot) {
        return place.guildId() == null || !place.hasBot() ? Permissions.EVERYONE : place.permissionsOf(bot);
    }
}
