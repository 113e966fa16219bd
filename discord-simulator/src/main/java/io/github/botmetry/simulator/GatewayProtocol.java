package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.Connection;
import io.github.botmetry.simulator.gateway.GatewayEvent;
import io.github.botmetry.simulator.gateway.GatewayServer;
import io.github.botmetry.simulator.gateway.Intents;
import io.github.botmetry.simulator.gateway.Session;
import io.github.botmetry.simulator.payload.Json;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks Discord's side of the gateway protocol. */
final class GatewayProtocol implements GatewayServer.Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayProtocol.class);

    private final Settings settings;
    private final World world;
    private final Shards shards;
    private final MemberChunks memberChunks;

    GatewayProtocol(Settings settings, World world) {
        this.settings = settings;
        this.world = world;
        this.shards = world.shards();
        this.memberChunks = new MemberChunks(world);
    }

    @Override
    public void opened(Connection connection) {
        ObjectNode hello = Json.object()
                .put("heartbeat_interval", settings.heartbeatInterval().toMillis());
        connection.send(10, hello);
    }

    @Override
    public void received(Connection connection, JsonNode frame, String url) {
        JsonNode data = frame.path("d");
        switch (frame.path("op").asInt(-1)) {
            case 1 -> heartbeat(connection);
            case 2 -> identify(connection, data, url);
            case 3, 4 -> LOG.debug("Presence and voice updates are ignored: {}", frame);
            case 6 -> resume(connection, data);
            case 8 -> memberChunks.answer(connection, data);
            default -> {
                LOG.warn("Unknown gateway operation: {}", frame);
                connection.close(4001);
            }
        }
    }

    @Override
    public void closed(Connection connection, int code, boolean byClient) {
        connection.closed();
        Session session = connection.session();
        if (session == null) {
            return;
        }
        session.detach(connection);
        if (byClient && (code == 1000 || code == 1001)) {
            // Discord forgets the session when a client closes the connection properly.
            session.invalidate();
        }
        shards.shard(session.shard()).disconnected(session);
    }

    private void heartbeat(Connection connection) {
        if (shards.acknowledgesHeartbeats()) {
            connection.send(11, null);
        }
    }

    private void identify(Connection connection, JsonNode data, String url) {
        if (!data.path("token").asText().equals(settings.token())) {
            connection.close(4004);
            return;
        }
        int intents = data.path("intents").asInt();
        if (settings.refusePrivilegedIntents() && Intents.anyPrivileged(intents)) {
            connection.close(4014);
            return;
        }
        int shards = data.path("shard").path(1).asInt(1);
        Session session = new Session(connection, data.path("shard").path(0).asInt(0), shards, intents);
        connection.session(session);
        world.change(() -> session.exclusively(() -> welcome(session, url)));
    }

    /**
     * Sends READY and the guilds. Holds the world's lock, so that each change is either in GUILD_CREATE or an event after it.
     * Holds back the session's other events, since a test may disturb the session as soon as the bot is ready.
     */
    private void welcome(Session session, String url) {
        shards.shard(session.shard()).identified(session);
        List<SimulatedGuild> guilds = new ArrayList<>();
        for (SimulatedGuild guild : world.guilds()) {
            if (session.covers(guild.id()) && guild.isJoined()) {
                guilds.add(guild);
            }
        }
        shards.send(session, new GatewayEvent("READY", Intents.NONE, ready(session, guilds, url)));
        for (SimulatedGuild guild : guilds) {
            if (guild.isVisible()) {
                shards.send(session, guild.created(session));
            }
        }
    }

    private ObjectNode ready(Session session, List<SimulatedGuild> guilds, String url) {
        ObjectNode ready =
                Json.object().put("v", 10).put("session_id", session.id()).put("resume_gateway_url", url);
        ready.set("user", world.bot().json());
        ready.set("guilds", unavailable(guilds));
        ready.set("private_channels", Json.array());
        ready.set("shard", Json.array().add(session.shard()).add(session.shards()));
        ready.set(
                "application",
                Json.object().put("id", Json.id(world.bot().id())).put("flags", 0));
        return ready;
    }

    private static ArrayNode unavailable(Iterable<SimulatedGuild> guilds) {
        ArrayNode array = Json.array();
        for (SimulatedGuild guild : guilds) {
            array.addObject().put("id", Json.id(guild.id())).put("unavailable", true);
        }
        return array;
    }

    private void resume(Connection connection, JsonNode data) {
        Session session = shards.session(data.path("session_id").asText());
        boolean known = session != null && data.path("token").asText().equals(settings.token());
        if (session == null
                || !known
                || !session.resume(connection, data.path("seq").asLong())) {
            connection.send(9, false);
            return;
        }
        connection.session(session);
        shards.send(session, new GatewayEvent("RESUMED", Intents.NONE, Json.object()));
        shards.shard(session.shard()).resumed();
    }
}
