package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.time.Instant;
import java.util.Map;

/** Writes the JSON of a channel by its kind. */
final class ChannelPayloads {
    private ChannelPayloads() {}

    static ObjectNode json(Place place, ChannelState state, ChannelMessages messages) {
        long last = messages.lastId();
        ObjectNode json = Json.object()
                .put("id", Json.id(place.id()))
                .put("type", place.kind().code())
                .put("last_message_id", last == 0 ? null : Json.id(last))
                .put("flags", 0);
        Long guildId = place.guildId();
        if (guildId == null) {
            json.set("recipients", Json.array().add(state.creator().json()));
            return json;
        }
        Place parent = place.parent();
        json.put("guild_id", Json.id(guildId))
                .put("name", state.name())
                .put("parent_id", parent == null ? null : Json.id(parent.id()))
                .put("rate_limit_per_user", 0);
        if (!place.kind().isThread()) {
            return inGuild(place.kind(), state, json);
        }
        addMember(place.id(), state, json);
        // Discord does not count the message that a post begins with.
        return thread(state, messages.countWithout(place.id()), json);
    }

    private static ObjectNode inGuild(ChannelKind kind, ChannelState state, ObjectNode json) {
        json.put("position", 0).put("nsfw", false).put("topic", state.topic());
        json.set("permission_overwrites", Json.array(state.overwrites(), ObjectNode::deepCopy));
        if (kind.isVoice()) {
            json.put("bitrate", 64_000).put("user_limit", 0).putNull("rtc_region");
        }
        if (kind == ChannelKind.FORUM) {
            json.putNull("default_sort_order").put("default_forum_layout", 0).putNull("default_reaction_emoji");
            json.put("default_thread_rate_limit_per_user", 0);
            json.set("available_tags", Json.array(state.tags().entrySet(), ChannelPayloads::tag));
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

    private static ObjectNode thread(ChannelState state, int messageCount, ObjectNode json) {
        String now = Json.timestamp(Instant.now());
        json.put("owner_id", Json.id(state.creator().id()))
                .put("member_count", 1)
                .put("message_count", messageCount)
                .put("total_message_sent", messageCount);
        json.set(
                "thread_metadata",
                Json.object()
                        .put("archived", state.isArchived())
                        .put("auto_archive_duration", 1440)
                        .put("archive_timestamp", now)
                        .put("create_timestamp", now)
                        .put("locked", state.isLocked())
                        .put("invitable", true));
        json.set("applied_tags", Json.ids(state.appliedTags()));
        return json;
    }

    /** Adds the bot as a member of a thread that it began. */
    private static void addMember(long threadId, ChannelState state, ObjectNode json) {
        if (state.creator().isSelf()) {
            json.set(
                    "member",
                    Json.object()
                            .put("id", Json.id(threadId))
                            .put("user_id", Json.id(state.creator().id()))
                            .put("join_timestamp", Json.timestamp(Instant.now()))
                            .put("flags", 0));
        }
    }
}
