package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** A user in a guild. */
final class Member {
    private final Actor user;
    private final Instant joined = Instant.now();
    private final Set<Long> roleIds = new ConcurrentSkipListSet<>();
    private volatile @Nullable String nick;
    private volatile @Nullable String timeoutUntil;
    private volatile @Nullable Place voice;

    Member(Actor user) {
        this.user = user;
    }

    Actor user() {
        return user;
    }

    Set<Long> roleIds() {
        return roleIds;
    }

    void nick(@Nullable String newNick) {
        nick = newNick;
    }

    void timeoutUntil(@Nullable String timestamp) {
        timeoutUntil = timestamp;
    }

    @Nullable
    Place voice() {
        return voice;
    }

    void voice(@Nullable Place channel) {
        voice = channel;
    }

    ObjectNode json() {
        ObjectNode json = withoutUser();
        json.set("user", user.json());
        return json;
    }

    /** The JSON for a message, which has the user in its author field. */
    ObjectNode withoutUser() {
        ObjectNode json = Json.object()
                .put("nick", nick)
                .putNull("avatar")
                .put("joined_at", Json.timestamp(joined))
                .putNull("premium_since")
                .put("communication_disabled_until", timeoutUntil)
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0);
        json.set("roles", Json.ids(roleIds));
        return json;
    }

    ObjectNode voiceState(long guildId) {
        Place channel = voice;
        ObjectNode state = Json.object()
                .put("user_id", Json.id(user.id()))
                .put("channel_id", channel == null ? null : Json.id(channel.id()))
                .put("guild_id", Json.id(guildId))
                .put("session_id", "voice-" + Json.id(user.id()))
                .put("deaf", false)
                .put("mute", false)
                .put("self_deaf", false)
                .put("self_mute", false)
                .put("self_video", false)
                .put("suppress", false)
                .putNull("request_to_speak_timestamp");
        state.set("member", json());
        return state;
    }
}
