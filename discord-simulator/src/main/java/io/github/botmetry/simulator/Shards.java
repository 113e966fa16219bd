package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.GatewayEvent;
import io.github.botmetry.simulator.gateway.Intents;
import io.github.botmetry.simulator.gateway.Session;
import io.github.botmetry.simulator.payload.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends each event to the sessions that may see it, on all shards of the bot. */
final class Shards {
    private final Map<Integer, SimulatedShard> shards = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> dispatched = new ConcurrentHashMap<>();
    private volatile boolean acknowledgesHeartbeats = true;

    SimulatedShard shard(int index) {
        return shards.computeIfAbsent(index, SimulatedShard::new);
    }

    @Nullable
    Session session(String id) {
        for (SimulatedShard shard : shards.values()) {
            Session session = shard.session();
            if (session != null && session.id().equals(id)) {
                return session;
            }
        }
        return null;
    }

    boolean acknowledgesHeartbeats() {
        return acknowledgesHeartbeats;
    }

    void acknowledgesHeartbeats(boolean answer) {
        acknowledgesHeartbeats = answer;
    }

    long dispatched(String type) {
        LongAdder count = dispatched.get(type);
        return count == null ? 0 : count.sum();
    }

    /** Sends an event to the shard of a guild; false if no session took it. */
    boolean toGuild(long guildId, String type, ObjectNode payload) {
        return toGuild(guildId, type, Intents.forGuild(type), payload);
    }

    boolean toGuild(long guildId, String type, int intents, ObjectNode payload) {
        return send(guildId, new GatewayEvent(type, intents, payload));
    }

    boolean toDirect(String type, ObjectNode payload) {
        // Discord sends direct messages to shard 0, and 0 is also the shard of "guild 0".
        return send(0, new GatewayEvent(type, Intents.forDirect(type), payload));
    }

    /** Sends a guild's message; without its content if it is not for everyone and the session lacks MESSAGE_CONTENT. */
    void messageToGuild(long guildId, String type, ObjectNode payload, boolean forEveryone) {
        send(guildId, new GatewayEvent(type, Intents.forGuild(type), payload, forEveryone ? null : envelope(payload)));
    }

    private static ObjectNode envelope(ObjectNode message) {
        ObjectNode envelope = message.deepCopy();
        envelope.put("content", "");
        for (String part : new String[] {"embeds", "attachments", "components"}) {
            envelope.set(part, Json.array());
        }
        envelope.remove("poll");
        if (envelope.get("referenced_message") instanceof ObjectNode referenced) {
            envelope.set("referenced_message", envelope(referenced));
        }
        return envelope;
    }

    /** Sends an event to the guild's shard; false if no session took it. */
    private boolean send(long guildId, GatewayEvent event) {
        boolean taken = false;
        for (SimulatedShard shard : shards.values()) {
            Session session = shard.session();
            if (session != null && session.covers(guildId)) {
                taken |= send(session, event);
            }
        }
        return taken;
    }

    boolean send(Session session, GatewayEvent event) {
        boolean taken = session.dispatch(event);
        if (taken) {
            dispatched.computeIfAbsent(event.type(), type -> new LongAdder()).increment();
        }
        return taken;
    }

    /** Sends an event to each session of the guild's shard, made for that session. */
    void toEach(long guildId, Function<Session, GatewayEvent> event) {
        for (SimulatedShard shard : shards.values()) {
            Session session = shard.session();
            if (session != null && session.covers(guildId)) {
                send(session, event.apply(session));
            }
        }
    }
}
