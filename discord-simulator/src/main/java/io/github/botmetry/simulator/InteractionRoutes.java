package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;

/** Routes of callbacks and of an interaction's own webhook. */
final class InteractionRoutes {
    private static final int LOADING = 1 << 7;
    private static final int EPHEMERAL = 1 << 6;
    private static final String WEBHOOK = "/webhooks/{application}/{token}";

    private final World world;
    private final WebhookRoutes webhooks;

    InteractionRoutes(World world, WebhookRoutes webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    void addTo(Router router) {
        router.post("/interactions/{interaction}/{token}/callback", this::callback);
        router.post(WEBHOOK, this::followUp);
        router.get(
                WEBHOOK + "/messages/@original",
                request -> RestAnswer.ok(interaction(request).requireOriginal().state()));
        router.patch(WEBHOOK + "/messages/@original", this::editOriginal);
        router.delete(
                WEBHOOK + "/messages/@original",
                request -> delete(interaction(request).requireOriginal()));
        router.get(
                WEBHOOK + "/messages/{message}",
                request -> RestAnswer.ok(message(request).state()));
        router.patch(WEBHOOK + "/messages/{message}", this::editFollowUp);
        router.delete(WEBHOOK + "/messages/{message}", request -> delete(message(request)));
    }

    private Interaction interaction(RestRequest request) {
        if (request.id(1) != world.bot().id()) {
            throw RestFailure.unknown(10015, "Webhook");
        }
        return world.interactions().forWebhook(request.segment(2));
    }

    private SimulatedMessage message(RestRequest request) {
        return interaction(request).message(request.id(4));
    }

    private RestAnswer callback(RestRequest request) {
        Interaction interaction = world.interactions().forCallback(request.id(1), request.segment(2));
        JsonNode data = request.json().path("data");
        Acknowledgement.Kind kind =
                Acknowledgement.Kind.of(request.json().path("type").asInt());
        boolean ephemeral = (data.path("flags").asInt() & EPHEMERAL) != 0;
        // The body is read first: a refused one leaves the interaction unacknowledged, as at Discord.
        ObjectNode draft = kind == Acknowledgement.Kind.REPLY
                ? MessageDrafts.create(request, data, world)
                : Json.object().put("flags", LOADING | data.path("flags").asInt());
        interaction.acknowledge(kind, ephemeral, request.arrivedNanos());
        switch (kind) {
            case REPLY, DEFER -> reply(interaction, kind, draft, request);
            case DEFER_UPDATE -> updateLater(interaction);
            case UPDATE -> update(interaction, data, request);
            case CHOICES -> interaction.choices(data.path("choices"));
            case MODAL -> interaction.modal(data);
        }
        return request.asks("with_response") ? RestAnswer.ok(response(interaction, kind)) : RestAnswer.nothing();
    }

    private void reply(Interaction interaction, Acknowledgement.Kind kind, ObjectNode draft, RestRequest request) {
        SimulatedMessage message = send(interaction, draft);
        boolean loading = kind == Acknowledgement.Kind.DEFER;
        interaction.original(message, loading);
        if (!loading) {
            interaction.add(Reply.Kind.REPLY, message, request.arrivedNanos());
        }
    }

    private static void updateLater(Interaction interaction) {
        SimulatedMessage source = interaction.origin().message();
        if (source != null) {
            interaction.original(source, false);
        }
    }

    private void update(Interaction interaction, JsonNode data, RestRequest request) {
        SimulatedMessage source = interaction.origin().message();
        if (source == null) {
            throw RestFailure.badRequest("only components and their modals have a message to update");
        }
        interaction.original(source, false);
        world.messages().edit(source, MessageDrafts.edit(request, data, source, world));
        interaction.add(Reply.Kind.UPDATE, source, request.arrivedNanos());
    }

    /** Sends a follow-up; the first one after a deferred reply replaces "… is thinking". */
    private RestAnswer followUp(RestRequest request) {
        if (request.id(1) != world.bot().id()) {
            return webhooks.execute(request);
        }
        Interaction interaction = interaction(request);
        ObjectNode draft = MessageDrafts.create(request, request.fields(), world);
        SimulatedMessage original = interaction.original();
        if (original != null && interaction.finishLoading()) {
            return fill(interaction, original, draft, request);
        }
        SimulatedMessage message = send(interaction, draft);
        interaction.addFollowUp(message, request.arrivedNanos());
        return RestAnswer.ok(message.state());
    }

    private RestAnswer fill(Interaction interaction, SimulatedMessage original, ObjectNode draft, RestRequest request) {
        int flags = original.state().path("flags").asInt() & ~LOADING;
        world.messages().edit(original, draft.put("flags", flags));
        interaction.add(Reply.Kind.REPLY, original, request.arrivedNanos());
        return RestAnswer.ok(original.state());
    }

    private RestAnswer editOriginal(RestRequest request) {
        Interaction interaction = interaction(request);
        SimulatedMessage original = interaction.requireOriginal();
        ObjectNode patch = MessageDrafts.edit(request, request.fields(), original, world);
        if (interaction.finishLoading()) {
            return fill(interaction, original, patch, request);
        }
        boolean firstUpdate = original == interaction.origin().message()
                && interaction.replies().isEmpty();
        world.messages().edit(original, patch);
        interaction.add(firstUpdate ? Reply.Kind.UPDATE : Reply.Kind.EDIT, original, request.arrivedNanos());
        return RestAnswer.ok(original.state());
    }

    private RestAnswer editFollowUp(RestRequest request) {
        SimulatedMessage message = message(request);
        world.messages().edit(message, MessageDrafts.edit(request, request.fields(), message, world));
        interaction(request).add(Reply.Kind.EDIT, message, request.arrivedNanos());
        return RestAnswer.ok(message.state());
    }

    private RestAnswer delete(SimulatedMessage message) {
        world.messages().delete(message);
        return RestAnswer.nothing();
    }

    private SimulatedMessage send(Interaction interaction, ObjectNode draft) {
        InteractionOrigin origin = interaction.origin();
        ObjectNode metadata = Json.object().put("id", Json.id(interaction.id())).put("type", origin.type());
        metadata.set("user", origin.user().json());
        metadata.set("authorizing_integration_owners", InteractionPayloads.owners(origin));
        draft.set("interaction_metadata", metadata);
        draft.put("application_id", Json.id(world.bot().id()));
        draft.put("webhook_id", Json.id(world.bot().id()));
        return world.messages().send(origin.channel(), world.bot(), draft);
    }

    private static ObjectNode response(Interaction interaction, Acknowledgement.Kind kind) {
        ObjectNode about = Json.object()
                .put("id", Json.id(interaction.id()))
                .put("type", interaction.origin().type())
                .put("channel_id", Json.id(interaction.channel().id()));
        ObjectNode resource = Json.object().put("type", kind.code());
        SimulatedMessage message = interaction.original();
        if (message != null) {
            int flags = message.state().path("flags").asInt();
            about.put("response_message_id", Json.id(message.id()))
                    .put("response_message_ephemeral", (flags & EPHEMERAL) != 0)
                    .put("response_message_loading", (flags & LOADING) != 0);
            resource.set("message", message.state());
        }
        ObjectNode response = Json.object();
        response.set("interaction", about);
        response.set("resource", resource);
        return response;
    }
}
