package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Webhooks that the bot makes for itself; those of interactions are {@link InteractionRoutes}. */
final class WebhookRoutes {
    private static final int INCOMING = 1;

    private final World world;
    private final Map<Long, Webhook> webhooks = new ConcurrentSkipListMap<>();

    WebhookRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.post("/channels/{channel}/webhooks", this::create);
        router.get("/channels/{channel}/webhooks", this::list);
        router.get("/webhooks/{webhook}", call -> Answer.ok(json(webhook(call))));
        router.get("/webhooks/{webhook}/{token}", call -> Answer.ok(json(webhook(call))));
        for (String route : new String[] {"/webhooks/{webhook}", "/webhooks/{webhook}/{token}"}) {
            router.delete(route, call -> {
                webhooks.remove(webhook(call).id());
                return Answer.nothing();
            });
        }
    }

    /** Shares its route with the follow-ups of interactions, which ask here when the id is not the application's. */
    Answer execute(Call call) {
        Webhook webhook = webhook(call);
        ObjectNode draft = MessageDrafts.create(call, call.fields(), world);
        String name = draft.path("username").asText(webhook.name());
        ObjectNode author = Json.object()
                .put("id", Json.id(webhook.id()))
                .put("username", name)
                .put("discriminator", "0000")
                .putNull("avatar")
                .put("bot", true);
        SimulatedMessage message =
                world.messages().send(webhook.channel(), author, draft.put("webhook_id", Json.id(webhook.id())));
        return call.asks("wait") ? Answer.ok(message.state()) : Answer.nothing();
    }

    private Webhook webhook(Call call) {
        Webhook webhook = webhooks.get(call.id(1));
        if (webhook == null) {
            throw RestFailure.unknown(10015, "Webhook");
        }
        if (call.segments().size() > 2 && !webhook.token().equals(call.segment(2))) {
            throw new RestFailure(401, 50027, "Invalid Webhook Token");
        }
        return webhook;
    }

    private Answer create(Call call) {
        long id = world.snowflakes().next();
        String name = call.json().path("name").asText();
        Webhook webhook = new Webhook(id, "webhook-token-" + Json.id(id), name, world.channel(call.id(1)));
        webhooks.put(id, webhook);
        return Answer.ok(json(webhook));
    }

    private Answer list(Call call) {
        SimulatedChannel channel = world.channel(call.id(1));
        List<ObjectNode> found = new ArrayList<>();
        for (Webhook webhook : webhooks.values()) {
            if (webhook.channel() == channel) {
                found.add(json(webhook));
            }
        }
        return Answer.list(found);
    }

    private ObjectNode json(Webhook webhook) {
        ObjectNode json = Json.object()
                .put("id", Json.id(webhook.id()))
                .put("type", INCOMING)
                .put("token", webhook.token())
                .put("name", webhook.name())
                .putNull("avatar")
                .put("application_id", Json.id(world.bot().id()))
                .put("channel_id", Json.id(webhook.channel().id()))
                .put("guild_id", Json.id(webhook.channel().owningGuild().id()));
        json.set("user", world.bot().json());
        return json;
    }

    private record Webhook(long id, String token, String name, SimulatedChannel channel) {}
}
