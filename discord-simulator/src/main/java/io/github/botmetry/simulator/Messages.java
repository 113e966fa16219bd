package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Components;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Snowflakes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes, edits and deletes messages, each with its event. */
final class Messages {
    private static final Pattern USER_MENTION = Pattern.compile("<@!?(\\d{1,20})>");
    private static final Pattern ROLE_MENTION = Pattern.compile("<@&(\\d{1,20})>");
    /** Fields that a request may set or edit. */
    private static final List<String> FREE_FIELDS = List.of(
            "content",
            "embeds",
            "components",
            "attachments",
            "flags",
            "tts",
            "nonce",
            "type",
            "webhook_id",
            "application_id",
            "interaction_metadata",
            "message_reference");

    private final Snowflakes snowflakes;
    private final ChangeLock changes;
    private final LongFunction<@Nullable ObjectNode> users;

    /** @param users finds a user by id, for the mentions */
    Messages(Snowflakes snowflakes, ChangeLock changes, LongFunction<@Nullable ObjectNode> users) {
        this.snowflakes = snowflakes;
        this.changes = changes;
        this.users = users;
    }

    SimulatedMessage send(Place channel, Mentionable author, ObjectNode draft) {
        return send(channel, author.json(), draft);
    }

    SimulatedMessage send(Place channel, ObjectNode author, ObjectNode draft) {
        SimulatedMessage message = write(channel, author, draft);
        if (!message.isEphemeral()) {
            channel.keep(message);
            channel.dispatchMessage("MESSAGE_CREATE", forGateway(message));
        }
        return message;
    }

    /** Keeps a message without an event, as if written before the bot logged in. */
    SimulatedMessage sendUnseen(Place channel, ObjectNode author, ObjectNode draft) {
        SimulatedMessage message = write(channel, author, draft);
        channel.keep(message);
        return message;
    }

    private SimulatedMessage write(Place channel, ObjectNode author, ObjectNode draft) {
        ObjectNode json = Json.object()
                .put("id", draft.path("id").asText(Json.id(snowflakes.next())))
                .put("type", 0)
                .put("channel_id", Json.id(channel.id()))
                .put("content", "")
                .put("timestamp", Json.timestamp(Instant.now()))
                .putNull("edited_timestamp")
                .put("tts", false)
                .put("pinned", false)
                .put("flags", 0);
        json.set("author", author);
        for (String list : new String[] {"embeds", "attachments", "components", "reactions"}) {
            json.set(list, Json.array());
        }
        apply(json, draft);
        refer(channel, json);
        return new SimulatedMessage(channel, json);
    }

    private void refer(Place channel, ObjectNode json) {
        if (json.get("message_reference") instanceof ObjectNode reference) {
            reference.put("type", 0).put("channel_id", Json.id(channel.id()));
            json.put(
                    "type",
                    json.path("type").asInt() == 0 ? 19 : json.path("type").asInt());
            SimulatedMessage referenced =
                    channel.findMessage(reference.path("message_id").asLong());
            json.set("referenced_message", referenced == null ? null : referenced.state());
        }
    }

    private void apply(ObjectNode json, ObjectNode draft) {
        for (String field : FREE_FIELDS) {
            if (draft.hasNonNull(field)) {
                json.set(field, draft.get(field));
            }
        }
        json.set("components", Components.numbered(json.path("components")));
        json.set("embeds", embeds(json.path("embeds")));
        mention(json);
    }

    /** Adds a type to each embed, as Discord does; JDA cannot read an embed without one. */
    private static ArrayNode embeds(JsonNode embeds) {
        ArrayNode typed = Json.array();
        for (JsonNode embed : embeds) {
            ObjectNode copy = embed.deepCopy();
            typed.add(copy.has("type") ? copy : copy.put("type", "rich"));
        }
        return typed;
    }

    private void mention(ObjectNode json) {
        String content = json.path("content").asText("");
        ArrayNode mentioned = Json.array();
        for (Long id : ids(USER_MENTION, content)) {
            ObjectNode user = users.apply(id);
            if (user != null) {
                mentioned.add(user);
            }
        }
        json.set("mentions", mentioned);
        json.set("mention_roles", Json.ids(ids(ROLE_MENTION, content)));
        json.put("mention_everyone", content.contains("@everyone") || content.contains("@here"));
    }

    private static List<Long> ids(Pattern pattern, String content) {
        List<Long> ids = new ArrayList<>();
        Matcher matcher = pattern.matcher(content);
        while (matcher.find()) {
            ids.add(Long.parseUnsignedLong(matcher.group(1)));
        }
        return ids;
    }

    void edit(SimulatedMessage message, ObjectNode patch) {
        changes.run(() -> {
            ObjectNode edited = message.state().deepCopy();
            apply(edited, patch);
            message.state(edited.put("edited_timestamp", Json.timestamp(Instant.now())));
        });
        if (!message.isEphemeral()) {
            message.channel().dispatchMessage("MESSAGE_UPDATE", forGateway(message));
        }
    }

    void pin(SimulatedMessage message, boolean pinned) {
        changes.run(() -> message.state(message.state().deepCopy().put("pinned", pinned)));
        message.channel().dispatchMessage("MESSAGE_UPDATE", forGateway(message));
        ObjectNode update =
                Json.object().put("channel_id", Json.id(message.channel().id()));
        message.channel().dispatch("CHANNEL_PINS_UPDATE", update.putNull("last_pin_timestamp"));
    }

    void delete(SimulatedMessage message) {
        message.deleted();
        if (message.channel().forget(message.id())) {
            ObjectNode payload = Json.object()
                    .put("id", Json.id(message.id()))
                    .put("channel_id", Json.id(message.channel().id()));
            message.channel().dispatch("MESSAGE_DELETE", payload);
        }
    }

    void deleteAll(Place channel, Collection<Long> ids) {
        for (Long id : ids) {
            SimulatedMessage message = channel.findMessage(id);
            if (message != null) {
                message.deleted();
                channel.forget(id);
            }
        }
        ObjectNode payload = Json.object().put("channel_id", Json.id(channel.id()));
        payload.set("ids", Json.ids(ids));
        channel.dispatch("MESSAGE_DELETE_BULK", payload);
    }

    /** Adds the guild and the author's membership, which only events have. */
    private static ObjectNode forGateway(SimulatedMessage message) {
        ObjectNode json = message.state().deepCopy();
        Long guildId = message.channel().guildId();
        if (guildId != null) {
            json.put("guild_id", Json.id(guildId));
            ObjectNode member =
                    message.channel().findMember(json.path("author").path("id").asLong());
            if (member != null && !json.has("webhook_id")) {
                json.set("member", member.without("user"));
            }
        }
        return json;
    }
}
