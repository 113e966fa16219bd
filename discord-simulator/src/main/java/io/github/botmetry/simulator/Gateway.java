package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.GatewayEvent;
import io.github.botmetry.simulator.gateway.Intents;
import io.github.botmetry.simulator.gateway.Session;
import io.github.botmetry.simulator.payload.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Brings each event to the sessions that may see it. */
final class Gateway {
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

    void toGuild(SimulatedGuild guild, String type, ObjectNode payload) {
        toGuild(guild, type, Intents.forGuild(type), payload);
    }

    void toGuild(SimulatedGuild guild, String type, int intents, ObjectNode payload) {
        if (guild.isVisible()) {
            send(guild.id(), new GatewayEvent(type, intents, payload.put("guild_id", Json.id(guild.id()))));
        }
    }

    /** For guilds that the bot is not in, or no longer: interactions of a user's own app, farewells. */
    boolean toShardOf(long guildId, String type, ObjectNode payload) {
        return send(guildId, new GatewayEvent(type, Intents.forGuild(type), payload));
    }

    boolean toDirect(String type, ObjectNode payload) {
        // Discord sends direct messages to shard 0, and 0 is also the shard of "guild 0".
        return send(0, new GatewayEvent(type, Intents.forDirect(type), payload));
    }

    /** A message event, of which a session without MESSAGE_CONTENT sees the envelope only. */
    void message(SimulatedChannel channel, String type, ObjectNode payload) {
        SimulatedGuild guild = channel.guild();
        if (guild == null) {
            toDirect(type, payload);
        } else if (guild.isVisible()) {
            int intents = Intents.forGuild(type);
            send(
                    guild.id(),
                    new GatewayEvent(
                            type, intents, payload, channel.world().isReadable(payload) ? null : envelope(payload)));
        }
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

    /** False when there was no session to take it. */
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

    /** The GUILD_CREATE of a guild as this session is allowed to see it. */
    GatewayEvent guildCreate(SimulatedGuild guild, Session session) {
        boolean everyone = Intents.allow(session.intents(), Intents.GUILD_PRESENCES);
        return new GatewayEvent("GUILD_CREATE", Intents.GUILDS, GuildPayloads.create(guild, everyone));
    }

    void announce(SimulatedGuild guild) {
        for (SimulatedShard shard : shards.values()) {
            Session session = shard.session();
            if (session != null && session.covers(guild.id())) {
                send(session, guildCreate(guild, session));
            }
        }
    }

    static ArrayNode unavailable(Iterable<SimulatedGuild> guilds) {
        ArrayNode array = Json.array();
        for (SimulatedGuild guild : guilds) {
            array.addObject().put("id", Json.id(guild.id())).put("unavailable", true);
        }
        return array;
    }
}
