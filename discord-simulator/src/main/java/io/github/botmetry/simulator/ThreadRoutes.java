package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;

/** Routes of threads, posts in forums and their members. */
final class ThreadRoutes {
    private static final String MEMBERS = "/channels/{thread}/thread-members";

    private final World world;

    ThreadRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.post("/channels/{channel}/threads", this::create);
        router.post("/channels/{channel}/messages/{message}/threads", this::createFromMessage);
        router.get(MEMBERS, request -> RestAnswer.ok(Json.array()));
        router.put(MEMBERS + "/{user}", request -> RestAnswer.nothing());
        router.delete(MEMBERS + "/{user}", request -> RestAnswer.nothing());
        router.get("/guilds/{guild}/threads/active", this::active);
        for (String kind : new String[] {"public", "private"}) {
            router.get("/channels/{channel}/threads/archived/" + kind, this::archived);
        }
    }

    private RestAnswer create(RestRequest request) {
        SimulatedChannel parent = world.channel(request.id(1));
        JsonNode fields = request.json();
        ChannelKind kind = ChannelKind.of(fields.path("type").asInt(ChannelKind.PUBLIC_THREAD.code()));
        long id = world.snowflakes().next();
        SimulatedChannel thread = parent.addThread(id, kind, fields.path("name").asText(), world.bot());
        ObjectNode answer = thread.json();
        if (fields.has("message")) {
            ObjectNode draft = MessageDrafts.create(request, fields.get("message"), world);
            draft.put("id", Json.id(id));
            answer.set(
                    "message", world.messages().send(thread, world.bot(), draft).state());
        }
        return RestAnswer.created(answer);
    }

    /** Creates a thread from a message, with the message's id. */
    private RestAnswer createFromMessage(RestRequest request) {
        SimulatedChannel parent = world.channel(request.id(1));
        long id = parent.message(request.id(3)).id();
        String name = request.json().path("name").asText();
        return RestAnswer.created(parent.addThread(id, ChannelKind.PUBLIC_THREAD, name, world.bot())
                .json());
    }

    private RestAnswer active(RestRequest request) {
        ObjectNode page = Json.object();
        page.set("threads", Json.array(world.guild(request.id(1)).activeThreads(), SimulatedChannel::json));
        page.set("members", Json.array());
        return RestAnswer.ok(page);
    }

    private RestAnswer archived(RestRequest request) {
        SimulatedChannel parent = world.channel(request.id(1));
        ObjectNode page = Json.object().put("has_more", false);
        page.set("members", Json.array());
        page.set("threads", Json.array());
        for (SimulatedChannel thread : parent.owningGuild().channels(true)) {
            if (thread.parent() == parent && thread.isArchived()) {
                page.withArray("threads").add(thread.json());
            }
        }
        return RestAnswer.ok(page);
    }
}
