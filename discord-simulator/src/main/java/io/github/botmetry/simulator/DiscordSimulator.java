package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.GatewayServer;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Faults;
import io.github.botmetry.simulator.rest.RestServer;
import io.github.botmetry.simulator.rest.RoutePattern;
import io.github.botmetry.simulator.rest.Router;
import java.time.Duration;
import java.util.List;

/**
 * Stands in for Discord in a test: a bot logs in to it over loopback and users act on it.
 *
 * <pre>{@code
 * try (DiscordSimulator discord = DiscordSimulator.create()) {
 *     SimulatedGuild guild = discord.guild("Garden");
 *     SimulatedChannel general = guild.textChannel("general");
 *     SimulatedUser alice = guild.member("alice");
 *     // ... start the bot with discord.restUrl(), discord.gatewayUrl() and discord.token()
 *     Interaction ping = alice.runs("ping").in(general);
 *     Reply reply = ping.awaitReply(Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Binds free ports of 127.0.0.1 only; {@link #close()} frees them and ends all threads. Methods that
 * wait throw AssertionError after their time limit; wrong arguments throw at once.
 */
public final class DiscordSimulator implements AutoCloseable {
    private final World world;
    private final Faults faults = new Faults();
    private final RequestLog requests;
    private final GatewayServer gatewayServer;
    private final RestServer restServer;

    private DiscordSimulator(Settings settings) {
        world = new World(settings);
        requests = new RequestLog(settings.requestLogLimit());
        gatewayServer = new GatewayServer(new GatewayProtocol(settings, world));
        gatewayServer.open();
        RestServer.Options options = new RestServer.Options(settings.token(), settings.compressAnswers());
        restServer = new RestServer(options, routes(gatewayServer.url()), faults, requests::arrived);
        restServer.open();
    }

    private Router routes(String gatewayUrl) {
        Router router = new Router();
        new BotRoutes(world, gatewayUrl).addTo(router);
        new CommandRoutes(world).addTo(router);
        WebhookRoutes webhooks = new WebhookRoutes(world);
        webhooks.addTo(router);
        new InteractionRoutes(world, webhooks).addTo(router);
        new MessageRoutes(world).addTo(router);
        new ChannelRoutes(world).addTo(router);
        new ThreadRoutes(world).addTo(router);
        new GuildRoutes(world).addTo(router);
        new MemberRoutes(world).addTo(router);
        new EmojiRoutes(world).addTo(router);
        return router;
    }

    /** Starts a simulator with the defaults. */
    public static DiscordSimulator create() {
        return builder().build();
    }

    /** Configures a simulator before its start. */
    public static Builder builder() {
        return new Builder();
    }

    /** The base URL of the REST API, with the final slash that JDA needs. */
    public String restUrl() {
        return restServer.url();
    }

    /** The WebSocket URL of the gateway. */
    public String gatewayUrl() {
        return gatewayServer.url();
    }

    /** The only bot token that the simulator accepts. */
    public String token() {
        return world.settings().token();
    }

    /** The bot's own user; its id is the application's as well. */
    public SimulatedUser bot() {
        return world.bot();
    }

    /** The guild of that name, made with the bot in it on the first call. */
    public SimulatedGuild guild(String name) {
        return world.guild(name);
    }

    /** Makes a guild with an id of your choice. */
    public SimulatedGuild guild(long id, String name) {
        return world.guild(id, name);
    }

    /** Makes a guild without the bot, where users run its commands after installing the app for themselves. */
    public SimulatedGuild foreignGuild(String name) {
        return world.foreignGuild(name);
    }

    /** The user of that name, made on the first call; a member of no guild yet. */
    public SimulatedUser user(String name) {
        return world.user(name);
    }

    /** The connection of one shard, to be checked or disturbed. */
    public SimulatedShard shard(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must be at least 0, was " + index);
        }
        return world.shards().shard(index);
    }

    /** Turns the answers to heartbeats on or off; a bot reconnects after the second one without an answer. */
    public void acknowledgeHeartbeats(boolean answer) {
        world.shards().acknowledgesHeartbeats(answer);
    }

    /** Sends an event in the guild for which the simulator has no method; the JSON is the event's {@code d}. */
    public void dispatch(SimulatedGuild guild, String eventType, String json) {
        if (!(Json.read(json) instanceof ObjectNode payload)) {
            throw new IllegalArgumentException("json must be an object, was " + json);
        }
        guild.dispatch(eventType, payload);
    }

    /** The number of events of a type, such as MESSAGE_CREATE, that the bot's intents let through. */
    public long dispatched(String eventType) {
        return world.shards().dispatched(eventType);
    }

    /** Orders faults on a route, written as in Discord's documentation; {@code "*"} is any method or any route. */
    public RouteFaults on(String method, String route) {
        return new RouteFaults(faults, new RoutePattern(method, route));
    }

    /** Ends all faults on all routes. */
    public void clearFaults() {
        faults.clear();
    }

    /** The REST requests of the bot. */
    public RequestLog requests() {
        return requests;
    }

    /** Requests on routes that the simulator does not have; it answered 404 with code 0. */
    public List<RecordedRequest> unknownRoutes() {
        return requests.unknownRoutes();
    }

    /** The latest interactions, oldest first. */
    public List<Interaction> interactions() {
        return world.interactions().all();
    }

    /** The interactions that the bot has not acknowledged so far. */
    public List<Interaction> unacknowledged() {
        return interactions().stream()
                .filter(interaction -> !interaction.isAcknowledged())
                .toList();
    }

    /** Frees the ports and ends all threads; connected bots lose their connection. */
    @Override
    public void close() {
        gatewayServer.close();
        restServer.close();
    }

    /** Configures a simulator; each setter checks its argument. Not thread-safe. */
    public static final class Builder {
        private String token = "simulated-bot-token";
        private String botName = "bot";
        private int shards = 1;
        private int maxConcurrency = 16;
        private Duration heartbeatInterval = Duration.ofMillis(41_250);
        private boolean refusePrivilegedIntents;
        private boolean enforceDeadline;
        private Duration deadline = Duration.ofSeconds(3);
        private Duration interactionLifetime = Duration.ofMinutes(15);
        private int requestLogLimit = 100_000;
        private int interactionLimit = 20_000;
        private boolean compressAnswers;

        private Builder() {}

        /** The only token that is accepted. */
        public Builder token(String value) {
            token = value;
            return this;
        }

        /** The name of the bot's user. */
        public Builder botName(String value) {
            botName = value;
            return this;
        }

        /** The recommended number of shards, 1 by default; guilds made by name are assigned to them in turn. */
        public Builder shards(int value) {
            shards = atLeastOne("shards", value);
            return this;
        }

        /** The number of shards that may identify at the same time, 16 by default. */
        public Builder maxConcurrency(int value) {
            maxConcurrency = atLeastOne("maxConcurrency", value);
            return this;
        }

        /** The time between two heartbeats of the bot, 41.25 s by default. */
        public Builder heartbeatInterval(Duration value) {
            heartbeatInterval = positive("heartbeatInterval", value);
            return this;
        }

        /** Closes with 4014 if the bot asks for a privileged intent: members, presences or message content. Off by default. */
        public Builder refusePrivilegedIntents(boolean value) {
            refusePrivilegedIntents = value;
            return this;
        }

        /** Answers a first callback after the deadline with 404 and code 10062; off by default, for slow tests. */
        public Builder enforceDeadline(boolean value) {
            enforceDeadline = value;
            return this;
        }

        /** The deadline of the first callback, 3 s by default; see {@link #enforceDeadline}. */
        public Builder deadline(Duration value) {
            deadline = positive("deadline", value);
            return this;
        }

        /** The time in which an interaction's token allows follow-ups, 15 min by default. */
        public Builder interactionLifetime(Duration value) {
            interactionLifetime = positive("interactionLifetime", value);
            return this;
        }

        /** The number of REST requests that are kept, 100,000 by default. */
        public Builder requestLogLimit(int value) {
            requestLogLimit = atLeastOne("requestLogLimit", value);
            return this;
        }

        /** The number of interactions that are kept, 20,000 by default; older ones become unknown. */
        public Builder interactionLimit(int value) {
            interactionLimit = atLeastOne("interactionLimit", value);
            return this;
        }

        /** Answers with gzip if the bot accepts it, as Discord does; off by default. */
        public Builder compressAnswers(boolean value) {
            compressAnswers = value;
            return this;
        }

        /** Starts the simulator. */
        public DiscordSimulator build() {
            return new DiscordSimulator(new Settings(
                    token,
                    botName,
                    shards,
                    maxConcurrency,
                    heartbeatInterval,
                    refusePrivilegedIntents,
                    enforceDeadline,
                    deadline,
                    interactionLifetime,
                    requestLogLimit,
                    interactionLimit,
                    compressAnswers));
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, was " + value);
            }
            return value;
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " must be positive, was " + value);
            }
            return value;
        }
    }
}
