package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Routes of the bot's own webhooks; {@link InteractionRoutes} has those of interactions. */
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
        router.get("/webhooks/{webhook}", request -> RestAnswer.ok(json(webhook(request))));
        router.get("/webhooks/{webhook}/{token}", request -> RestAnswer.ok(json(webhook(request))));
        for (String route : new String[] {"/webhooks/{webhook}", "/webhooks/{webhook}/{token}"}) {
            router.delete(route, request -> {
                webhooks.remove(webhook(request).id());
                return RestAnswer.nothing();
            });
        }
    }

    /** Executes a webhook; {@link InteractionRoutes} has the same route and calls this unless the id is the application's. */
    RestAnswer execute(RestRequest request) {
        Webhook webhook = webhook(request);
        ObjectNode draft = MessageDrafts.create(request, request.fields(), world);
        String name = draft.path("username").asText(webhook.name());
        ObjectNode author = Json.object()
                .put("id", Json.id(webhook.id()))
                .put("username", name)
                .put("discriminator", "0000")
                .putNull("avatar")
                .put("bot", true);
        SimulatedMessage message =
                world.messages().send(webhook.channel(), author, draft.put("webhook_id", Json.id(webhook.id())));
        return request.asks("wait") ? RestAnswer.ok(message.state()) : RestAnswer.nothing();
    }

    private Webhook webhook(RestRequest request) {
        Webhook webhook = webhooks.get(request.id(1));
        if (webhook == null) {
            throw RestFailure.unknown(10015, "Webhook");
        }
        if (request.segments().size() > 2 && !webhook.token().equals(request.segment(2))) {
            throw new RestFailure(401, 50027, "Invalid Webhook Token");
        }
        return webhook;
    }

    private RestAnswer create(RestRequest request) {
        long id = world.snowflakes().next();
        String name = request.json().path("name").asText();
        Webhook webhook = new Webhook(id, "webhook-token-" + Json.id(id), name, world.channel(request.id(1)));
        webhooks.put(id, webhook);
        return RestAnswer.ok(json(webhook));
    }

    private RestAnswer list(RestRequest request) {
        SimulatedChannel channel = world.channel(request.id(1));
        List<ObjectNode> found = new ArrayList<>();
        for (Webhook webhook : webhooks.values()) {
            if (webhook.channel() == channel) {
                found.add(json(webhook));
            }
        }
        return RestAnswer.list(found);
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
