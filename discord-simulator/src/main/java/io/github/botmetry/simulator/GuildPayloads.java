package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.util.ArrayList;
import java.util.List;

/** Writes the JSON of a guild: complete for GUILD_CREATE, without its parts for GUILD_UPDATE. */
final class GuildPayloads {
    private GuildPayloads() {}

    /** Writes a guild with all members, or only with the bot and the users in voice channels. */
    static ObjectNode create(SimulatedGuild guild, boolean allMembers) {
        List<Member> members = new ArrayList<>();
        List<Member> speaking = new ArrayList<>();
        for (Member member : guild.members().all()) {
            boolean inVoice = member.voice() != null;
            if (inVoice) {
                speaking.add(member);
            }
            if (allMembers || inVoice || member.user().isSelf()) {
                members.add(member);
            }
        }
        ObjectNode json = update(guild)
                .put("joined_at", Json.timestamp(guild.joined()))
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", guild.memberCount());
        json.set("members", Json.array(members, Member::json));
        json.set("voice_states", Json.array(speaking, member -> member.voiceState(guild.id())));
        json.set("channels", Json.array(guild.channels(false), SimulatedChannel::json));
        json.set("threads", Json.array(guild.activeThreads(), SimulatedChannel::json));
        for (String empty :
                new String[] {"presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"}) {
            json.set(empty, Json.array());
        }
        return json;
    }

    static ObjectNode update(SimulatedGuild guild) {
        ObjectNode json = Json.object()
                .put("id", Json.id(guild.id()))
                .put("name", guild.name())
                .putNull("icon")
                .putNull("splash")
                .putNull("banner")
                .putNull("description")
                .putNull("vanity_url_code")
                .put("owner_id", Json.id(guild.owner().id()))
                .put("preferred_locale", "en-US")
                .put("afk_timeout", 300)
                .putNull("afk_channel_id")
                .putNull("system_channel_id")
                .put("system_channel_flags", 0)
                .putNull("rules_channel_id")
                .putNull("public_updates_channel_id");
        json.put("verification_level", 1)
                .put("default_message_notifications", 1)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("nsfw_level", 0)
                .put("premium_tier", guild.boostTier())
                .put("premium_subscription_count", guild.boostCount())
                .put("premium_progress_bar_enabled", false)
                .put("max_members", 500_000);
        json.set("features", Json.array());
        json.set("stickers", Json.array());
        json.set("roles", Json.array(guild.roles(), SimulatedRole::json));
        json.set("emojis", Json.array(guild.emojis(), ObjectNode::deepCopy));
        return json;
    }
}
