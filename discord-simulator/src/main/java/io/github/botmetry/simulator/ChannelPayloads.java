package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.time.Instant;
import java.util.Map;

/** The JSON of a channel by its kind. */
final class ChannelPayloads {
    private ChannelPayloads() {}

    static ObjectNode json(SimulatedChannel channel) {
        long last = channel.lastMessageId();
        ObjectNode json = Json.object()
                .put("id", Json.id(channel.id()))
                .put("type", channel.kind().code())
                .put("last_message_id", last == 0 ? null : Json.id(last))
                .put("flags", 0);
        SimulatedGuild guild = channel.guild();
        if (guild == null) {
            SimulatedUser recipient = channel.recipient();
            json.set(
                    "recipients",
                    recipient == null ? Json.array() : Json.array().add(recipient.json()));
            return json;
        }
        SimulatedChannel parent = channel.parent();
        json.put("guild_id", Json.id(guild.id()))
                .put("name", channel.name())
                .put("parent_id", parent == null ? null : Json.id(parent.id()))
                .put("rate_limit_per_user", 0);
        return channel.kind().isThread() ? thread(channel, json) : inGuild(channel, json);
    }

    private static ObjectNode inGuild(SimulatedChannel channel, ObjectNode json) {
        json.put("position", 0).put("nsfw", false).put("topic", channel.topic());
        json.set("permission_overwrites", Json.array(channel.overwrites(), ObjectNode::deepCopy));
        if (channel.kind().isVoice()) {
            json.put("bitrate", 64_000).put("user_limit", 0).putNull("rtc_region");
        }
        if (channel.kind() == ChannelKind.FORUM) {
            json.putNull("default_sort_order").put("default_forum_layout", 0).putNull("default_reaction_emoji");
            json.put("default_thread_rate_limit_per_user", 0);
            json.set("available_tags", Json.array(channel.tags().entrySet(), ChannelPayloads::tag));
        }
        return json;
    }

    private static ObjectNode tag(Map.Entry<Long, String> tag) {
        return Json.object()
                .put("id", Json.id(tag.getKey()))
                .put("name", tag.getValue())
                .put("moderated", false)
                .putNull("emoji_id")
                .putNull("emoji_name");
    }

    /** For a role (type 0) or a member (type 1), with both bit sets present. */
    static ObjectNode overwrite(JsonNode fields) {
        return Json.object()
                .put("id", fields.path("id").asText())
                .put("type", fields.path("type").asInt())
                .put("allow", fields.path("allow").asText("0"))
                .put("deny", fields.path("deny").asText("0"));
    }

    private static ObjectNode thread(SimulatedChannel thread, ObjectNode json) {
        String now = Json.timestamp(Instant.now());
        json.put("owner_id", Json.id(thread.creator().id()))
                .put("member_count", 1)
                .put("message_count", thread.messageCount())
                .put("total_message_sent", thread.messageCount());
        json.set(
                "thread_metadata",
                Json.object()
                        .put("archived", thread.isArchived())
                        .put("auto_archive_duration", 1440)
                        .put("archive_timestamp", now)
                        .put("create_timestamp", now)
                        .put("locked", thread.isLocked())
                        .put("invitable", true));
        json.set("applied_tags", Json.ids(thread.appliedTags()));
        if (thread.creator().isSelf()) {
            json.set(
                    "member",
                    Json.object()
                            .put("id", Json.id(thread.id()))
                            .put("user_id", Json.id(thread.creator().id()))
                            .put("join_timestamp", now)
                            .put("flags", 0));
        }
        return json;
    }
}
