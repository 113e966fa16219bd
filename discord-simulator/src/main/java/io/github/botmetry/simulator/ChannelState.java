package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Permissions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The settings of a channel or thread, as users and requests change them. */
final class ChannelState {
    private final Actor creator;
    private final Map<Long, String> tags = new ConcurrentSkipListMap<>();
    private final Map<Long, ObjectNode> overwrites = new ConcurrentSkipListMap<>();
    private volatile String name;
    private volatile @Nullable String topic;
    private volatile boolean archived;
    private volatile boolean locked;
    private volatile List<Long> appliedTags = List.of();

    ChannelState(String name, Actor creator) {
        this.name = name;
        this.creator = creator;
    }

    /** The user who began the thread, or the bot's partner in direct messages. */
    Actor creator() {
        return creator;
    }

    String name() {
        return name;
    }

    void name(String newName) {
        name = newName;
    }

    @Nullable
    String topic() {
        return topic;
    }

    void topic(@Nullable String newTopic) {
        topic = newTopic;
    }

    boolean isArchived() {
        return archived;
    }

    void archived(boolean value) {
        archived = value;
    }

    boolean isLocked() {
        return locked;
    }

    void locked(boolean value) {
        locked = value;
    }

    /** The tags that posts of this forum may have, by id. */
    Map<Long, String> tags() {
        return tags;
    }

    List<Long> appliedTags() {
        return appliedTags;
    }

    void appliedTags(List<Long> tagIds) {
        appliedTags = tagIds;
    }

    Collection<ObjectNode> overwrites() {
        return overwrites.values();
    }

    void overwrite(long targetId, @Nullable ObjectNode overwrite) {
        if (overwrite == null) {
            overwrites.remove(targetId);
        } else {
            overwrites.put(targetId, overwrite);
        }
    }

    /** Takes over the fields of a request that the simulator models. */
    void take(JsonNode fields) {
        name = fields.path("name").asText(name);
        topic = fields.has("topic") ? fields.get("topic").asText(null) : topic;
        archived = fields.path("archived").asBoolean(archived);
        locked = fields.path("locked").asBoolean(locked);
        appliedTags = fields.has("applied_tags") ? Json.longs(fields.get("applied_tags")) : appliedTags;
        for (JsonNode overwrite : fields.path("permission_overwrites")) {
            overwrites.put(overwrite.path("id").asLong(), Permissions.overwrite(overwrite));
        }
    }
}
