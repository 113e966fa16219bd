package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.RoutePattern;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Routes of a channel's messages, their reactions and pins. */
final class MessageRoutes {
    private static final String MESSAGES = "/channels/{channel}/messages";
    private static final String MESSAGE = MESSAGES + "/{message}";
    private static final String REACTIONS = MESSAGE + "/reactions";
    private static final int HISTORY = 50;

    private final World world;

    MessageRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.post(MESSAGES, this::send);
        router.get(MESSAGES, this::history);
        router.get(MESSAGE, request -> RestAnswer.ok(message(request).state()));
        router.patch(MESSAGE, this::edit);
        router.delete(MESSAGE, this::delete);
        router.post(MESSAGES + "/bulk-delete", this::bulkDelete);
        router.post("/channels/{channel}/typing", this::type);
        addReactions(router);
        addPins(router);
    }

    private void addReactions(Router router) {
        router.put(REACTIONS + "/{emoji}/@me", request -> react(request, true));
        router.delete(REACTIONS + "/{emoji}/@me", request -> react(request, false));
        router.delete(REACTIONS + "/{emoji}/{user}", request -> {
            world.reactions().remove(message(request), world.user(request.id(6)), request.segment(5));
            return RestAnswer.nothing();
        });
        router.get(REACTIONS + "/{emoji}", request -> RestAnswer.ok(Json.array()));
        router.delete(REACTIONS, request -> {
            world.reactions().clear(message(request));
            return RestAnswer.nothing();
        });
    }

    private void addPins(Router router) {
        // Discord moved pins from the first route to the second: JDA 5 uses the old one, JDA 6 the new.
        for (String route : new String[] {"/channels/{channel}/pins", MESSAGES + "/pins"}) {
            int id = RoutePattern.segments(route).size();
            router.put(route + "/{message}", request -> pin(request, id, true));
            router.delete(route + "/{message}", request -> pin(request, id, false));
        }
        router.get("/channels/{channel}/pins", request -> RestAnswer.list(pinned(request)));
        router.get(MESSAGES + "/pins", request -> RestAnswer.ok(pinPage(request)));
    }

    private SimulatedMessage message(RestRequest request) {
        return world.channel(request.id(1)).message(request.id(3));
    }

    private RestAnswer send(RestRequest request) {
        SimulatedChannel channel = world.channel(request.id(1));
        ObjectNode draft = MessageDrafts.create(request, request.fields(), world);
        return RestAnswer.ok(world.messages().send(channel, world.bot(), draft).state());
    }

    private RestAnswer history(RestRequest request) {
        long before = request.number("before", Long.MAX_VALUE);
        long after = request.number("after", 0);
        long limit = request.number("limit", HISTORY);
        List<SimulatedMessage> messages =
                new ArrayList<>(world.channel(request.id(1)).messages());
        messages.removeIf(message -> message.id() >= before || message.id() <= after);
        if (after == 0) {
            Collections.reverse(messages);
        }
        List<SimulatedMessage> page = messages.subList(0, (int) Math.min(limit, messages.size()));
        return RestAnswer.ok(Json.array(page, SimulatedMessage::state));
    }

    private RestAnswer edit(RestRequest request) {
        SimulatedMessage message = message(request);
        if (!message.isBy(world.bot())) {
            throw new RestFailure(403, 50005, "Cannot edit a message authored by another user");
        }
        world.messages().edit(message, MessageDrafts.edit(request, request.fields(), message, world));
        return RestAnswer.ok(message.state());
    }

    private RestAnswer delete(RestRequest request) {
        world.messages().delete(message(request));
        return RestAnswer.nothing();
    }

    private RestAnswer bulkDelete(RestRequest request) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : request.json().path("messages")) {
            ids.add(id.asLong());
        }
        world.messages().deleteAll(world.channel(request.id(1)), ids);
        return RestAnswer.nothing();
    }

    private RestAnswer type(RestRequest request) {
        world.bot().typesIn(world.channel(request.id(1)));
        return RestAnswer.nothing();
    }

    private RestAnswer react(RestRequest request, boolean add) {
        SimulatedMessage message = message(request);
        if (add) {
            world.reactions().add(message, world.bot(), request.segment(5));
        } else {
            world.reactions().remove(message, world.bot(), request.segment(5));
        }
        return RestAnswer.nothing();
    }

    private RestAnswer pin(RestRequest request, int idSegment, boolean pinned) {
        world.messages().pin(world.channel(request.id(1)).message(request.id(idSegment)), pinned);
        return RestAnswer.nothing();
    }

    private List<ObjectNode> pinned(RestRequest request) {
        List<ObjectNode> found = new ArrayList<>();
        for (SimulatedMessage message : world.channel(request.id(1)).messages()) {
            if (message.state().path("pinned").asBoolean()) {
                found.add(message.state());
            }
        }
        return found;
    }

    private ObjectNode pinPage(RestRequest request) {
        ArrayNode items = Json.array();
        for (ObjectNode message : pinned(request)) {
            items.addObject()
                    .put("pinned_at", message.path("timestamp").asText())
                    .set("message", message);
        }
        ObjectNode page = Json.object().put("has_more", false);
        page.set("items", items);
        return page;
    }
}
