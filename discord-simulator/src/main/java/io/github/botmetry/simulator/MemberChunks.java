package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.Connection;
import io.github.botmetry.simulator.gateway.GatewayEvent;
import io.github.botmetry.simulator.gateway.Intents;
import io.github.botmetry.simulator.gateway.Session;
import io.github.botmetry.simulator.payload.Json;
import java.util.ArrayList;
import java.util.List;

/** Answers op 8, the request for guild members, in chunks of at most 1000. */
final class MemberChunks {
    private static final int CHUNK = 1000;

    private final World world;

    MemberChunks(World world) {
        this.world = world;
    }

    void answer(Connection connection, JsonNode request) {
        Session session = connection.session();
        SimulatedGuild guild = world.findGuild(request.path("guild_id").asLong());
        if (session == null || guild == null) {
            return;
        }
        ArrayNode notFound = Json.array();
        List<Member> found = request.has("user_ids")
                ? byId(guild, request.get("user_ids"), notFound)
                : byName(guild, request, session.intents());
        int chunks = Math.max(1, (found.size() + CHUNK - 1) / CHUNK);
        for (int index = 0; index < chunks; index++) {
            List<Member> part = found.subList(index * CHUNK, Math.min(found.size(), (index + 1) * CHUNK));
            ObjectNode chunk = Json.object()
                    .put("guild_id", Json.id(guild.id()))
                    .put("chunk_index", index)
                    .put("chunk_count", chunks)
                    .put("nonce", request.path("nonce").asText());
            chunk.set("members", Json.array(part, Member::json));
            chunk.set("not_found", notFound);
            world.shards().send(session, new GatewayEvent("GUILD_MEMBERS_CHUNK", Intents.NONE, chunk));
        }
    }

    private static List<Member> byId(SimulatedGuild guild, JsonNode ids, ArrayNode notFound) {
        List<Member> found = new ArrayList<>();
        for (JsonNode id : ids.isArray() ? ids : Json.array().add(ids)) {
            Member member = guild.findMember(id.asLong());
            if (member == null) {
                notFound.add(id.asText());
            } else {
                found.add(member);
            }
        }
        return found;
    }

    /** Finds members by name; the whole list needs the intent GUILD_MEMBERS, as at Discord. */
    private static List<Member> byName(SimulatedGuild guild, JsonNode request, int intents) {
        String prefix = request.path("query").asText();
        int limit = request.path("limit").asInt();
        boolean wholeList = prefix.isEmpty() && limit == 0;
        List<Member> found = new ArrayList<>();
        if (wholeList && !Intents.allow(intents, Intents.GUILD_MEMBERS)) {
            return found;
        }
        for (Member member : guild.members().all()) {
            if (member.user().name().startsWith(prefix) && (limit == 0 || found.size() < limit)) {
                found.add(member);
            }
        }
        return found;
    }
}
