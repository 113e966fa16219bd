package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RoutePattern;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages of a channel, their reactions and pins. */
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
        router.get(MESSAGE, call -> Answer.ok(message(call).state()));
        router.patch(MESSAGE, this::edit);
        router.delete(MESSAGE, this::delete);
        router.post(MESSAGES + "/bulk-delete", this::bulkDelete);
        router.post("/channels/{channel}/typing", this::type);
        addReactions(router);
        addPins(router);
    }

    private void addReactions(Router router) {
        router.put(REACTIONS + "/{emoji}/@me", call -> react(call, true));
        router.delete(REACTIONS + "/{emoji}/@me", call -> react(call, false));
        router.delete(REACTIONS + "/{emoji}/{user}", call -> {
            world.reactions().remove(message(call), world.user(call.id(6)), call.segment(5));
            return Answer.nothing();
        });
        router.get(REACTIONS + "/{emoji}", call -> Answer.ok(Json.array()));
        router.delete(REACTIONS, call -> {
            world.reactions().clear(message(call));
            return Answer.nothing();
        });
    }

    private void addPins(Router router) {
        // Discord moved them from the first to the second; JDA 5 and 6 use one each.
        for (String route : new String[] {"/channels/{channel}/pins", MESSAGES + "/pins"}) {
            int id = RoutePattern.segments(route).size();
            router.put(route + "/{message}", call -> pin(call, id, true));
            router.delete(route + "/{message}", call -> pin(call, id, false));
        }
        router.get("/channels/{channel}/pins", call -> Answer.list(pinned(call)));
        router.get(MESSAGES + "/pins", call -> Answer.ok(pinPage(call)));
    }

    private SimulatedMessage message(Call call) {
        return world.channel(call.id(1)).message(call.id(3));
    }

    private Answer send(Call call) {
        SimulatedChannel channel = world.channel(call.id(1));
        ObjectNode draft = MessageDrafts.create(call, call.fields(), world);
        return Answer.ok(world.messages().send(channel, world.bot(), draft).state());
    }

    private Answer history(Call call) {
        long before = call.number("before", Long.MAX_VALUE);
        long after = call.number("after", 0);
        long limit = call.number("limit", HISTORY);
        List<SimulatedMessage> messages =
                new ArrayList<>(world.channel(call.id(1)).messages());
        messages.removeIf(message -> message.id() >= before || message.id() <= after);
        if (after == 0) {
            Collections.reverse(messages);
        }
        List<SimulatedMessage> page = messages.subList(0, (int) Math.min(limit, messages.size()));
        return Answer.ok(Json.array(page, SimulatedMessage::state));
    }

    private Answer edit(Call call) {
        SimulatedMessage message = message(call);
        if (!message.isBy(world.bot())) {
            throw new RestFailure(403, 50005, "Cannot edit a message authored by another user");
        }
        world.messages().edit(message, MessageDrafts.edit(call, call.fields(), message, world));
        return Answer.ok(message.state());
    }

    private Answer delete(Call call) {
        world.messages().delete(message(call));
        return Answer.nothing();
    }

    private Answer bulkDelete(Call call) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : call.json().path("messages")) {
            ids.add(id.asLong());
        }
        world.messages().deleteAll(world.channel(call.id(1)), ids);
        return Answer.nothing();
    }

    private Answer type(Call call) {
        world.bot().typesIn(world.channel(call.id(1)));
        return Answer.nothing();
    }

    private Answer react(Call call, boolean add) {
        SimulatedMessage message = message(call);
        if (add) {
            world.reactions().add(message, world.bot(), call.segment(5));
        } else {
            world.reactions().remove(message, world.bot(), call.segment(5));
        }
        return Answer.nothing();
    }

    private Answer pin(Call call, int idSegment, boolean pinned) {
        world.messages().pin(world.channel(call.id(1)).message(call.id(idSegment)), pinned);
        return Answer.nothing();
    }

    private List<ObjectNode> pinned(Call call) {
        List<ObjectNode> found = new ArrayList<>();
        for (SimulatedMessage message : world.channel(call.id(1)).messages()) {
            if (message.state().path("pinned").asBoolean()) {
                found.add(message.state());
            }
        }
        return found;
    }

    private ObjectNode pinPage(Call call) {
        ArrayNode items = Json.array();
        for (ObjectNode message : pinned(call)) {
            items.addObject()
                    .put("pinned_at", message.path("timestamp").asText())
                    .set("message", message);
        }
        ObjectNode page = Json.object().put("has_more", false);
        page.set("items", items);
        return page;
    }
}
