package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Snowflakes;
import io.github.botmetry.simulator.rest.RestFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the latest interactions by token. */
final class Interactions {
    private final Settings settings;
    private final Snowflakes snowflakes;
    private final RegisteredCommands commands;
    private final Actor bot;
    private final Map<String, Interaction> byToken;

    Interactions(Settings settings, Snowflakes snowflakes, RegisteredCommands commands, Actor bot) {
        this.settings = settings;
        this.snowflakes = snowflakes;
        this.commands = commands;
        this.bot = bot;
        int limit = settings.interactionLimit();
        byToken = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Interaction> eldest) {
                return size() > limit;
            }
        };
    }

    /** Sends the interaction to the bot. */
    Interaction start(InteractionOrigin origin, ObjectNode data) {
        long id = newId();
        String secret = "interaction:" + Json.id(id) + ":" + UUID.randomUUID();
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Interaction interaction = new Interaction(origin, id, token, settings);
        synchronized (this) {
            byToken.put(token, interaction);
        }
        interaction.sent(origin.channel().send(InteractionPayloads.json(interaction, data, bot)));
        return interaction;
    }

    /** The commands that the bot has registered. */
    RegisteredCommands commands() {
        return commands;
    }

    /** Makes an id for an object in an interaction's data. */
    long newId() {
        return snowflakes.next();
    }

    synchronized List<Interaction> all() {
        return new ArrayList<>(byToken.values());
    }

    Interaction forCallback(long id, String token) {
        Interaction interaction = find(token);
        if (interaction == null || interaction.id() != id) {
            throw RestFailure.unknown(10062, "interaction");
        }
        return interaction;
    }

    Interaction forWebhook(String token) {
        Interaction interaction = find(token);
        if (interaction == null) {
            throw RestFailure.unknown(10015, "Webhook");
        }
        interaction.requireWebhook();
        return interaction;
    }

    private synchronized @Nullable Interaction find(String token) {
        return byToken.get(token);
    }
}
