package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Snowflakes;
import io.github.botmetry.simulator.rest.RestFailure;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds all objects of one simulated Discord. */
final class World {
    private final ChangeLock changes = new ChangeLock();
    private final Map<Long, SimulatedGuild> guilds = new ConcurrentSkipListMap<>();
    private final Map<Long, SimulatedChannel> channels = new ConcurrentHashMap<>();
    private final Map<Long, SimulatedUser> users = new ConcurrentHashMap<>();
    private final Map<String, SimulatedUser> usersByName = new ConcurrentHashMap<>();
    private final Map<Long, SimulatedChannel> directChannels = new ConcurrentHashMap<>();
    private final Shards shards = new Shards();
    private final Snowflakes snowflakes = new Snowflakes();
    private final Messages messages = new Messages(snowflakes, changes, this::userJson);
    private final Reactions reactions = new Reactions(changes);
    private final RegisteredCommands commands;
    private final Map<Long, ObjectNode> applicationEmojis = new ConcurrentSkipListMap<>();
    private final Settings settings;
    private final Interactions interactions;
    private final SimulatedUser bot;

    World(Settings settings) {
        this.settings = settings;
        this.bot = new SimulatedUser(this, snowflakes.next(), settings.botName(), true);
        users.put(bot.id(), bot);
        usersByName.put(bot.name(), bot);
        this.commands = new RegisteredCommands(snowflakes, bot.id());
        this.interactions = new Interactions(settings, snowflakes, commands, bot);
    }

    Settings settings() {
        return settings;
    }

    Shards shards() {
        return shards;
    }

    Snowflakes snowflakes() {
        return snowflakes;
    }

    Messages messages() {
        return messages;
    }

    Reactions reactions() {
        return reactions;
    }

    RegisteredCommands commands() {
        return commands;
    }

    Map<Long, ObjectNode> applicationEmojis() {
        return applicationEmojis;
    }

    Interactions interactions() {
        return interactions;
    }

    SimulatedUser bot() {
        return bot;
    }

    ChangeLock changes() {
        return changes;
    }

    /** Makes changes one after the other, each with its events, so that a login sees each change exactly once. */
    void change(Runnable change) {
        changes.run(change);
    }

    <T> T changing(Supplier<T> change) {
        return changes.get(change);
    }

    Collection<SimulatedGuild> guilds() {
        return guilds.values();
    }

    @Nullable
    SimulatedGuild findGuild(long id) {
        return guilds.get(id);
    }

    SimulatedGuild guild(long id) {
        SimulatedGuild guild = guilds.get(id);
        if (guild == null || !guild.isJoined()) {
            throw RestFailure.unknown(10004, "Guild");
        }
        return guild;
    }

    SimulatedGuild guild(String name) {
        return changing(() -> {
            for (SimulatedGuild guild : guilds.values()) {
                if (guild.name().equals(name)) {
                    return guild;
                }
            }
            return guild(snowflakes.nextGuild(settings.shards()), name);
        });
    }

    SimulatedGuild guild(long id, String name) {
        return changing(() -> {
            if (guilds.containsKey(id)) {
                throw new IllegalArgumentException("id must be new, but there is a guild " + id);
            }
            SimulatedGuild guild = new SimulatedGuild(this, id, name);
            guilds.put(id, guild);
            guild.announce();
            return guild;
        });
    }

    /** Makes a guild without the bot, where users run an app that they installed for themselves. */
    SimulatedGuild foreignGuild(String name) {
        return changing(() -> {
            SimulatedGuild guild = new SimulatedGuild(this, snowflakes.nextGuild(settings.shards()), name);
            guild.removeBot();
            return guild;
        });
    }

    void forget(SimulatedGuild guild) {
        guilds.remove(guild.id());
    }

    void remember(SimulatedGuild guild) {
        guilds.put(guild.id(), guild);
    }

    void add(SimulatedChannel channel) {
        channels.put(channel.id(), channel);
    }

    void remove(SimulatedChannel channel) {
        channels.remove(channel.id());
    }

    @Nullable
    SimulatedChannel findChannel(long id) {
        return channels.get(id);
    }

    SimulatedChannel channel(long id) {
        SimulatedChannel channel = channels.get(id);
        if (channel == null) {
            throw RestFailure.unknown(10003, "Channel");
        }
        SimulatedGuild guild = channel.guild();
        if (guild != null && !guild.isJoined()) {
            throw new RestFailure(403, 50001, "Missing Access");
        }
        return channel;
    }

    SimulatedUser user(String name) {
        return changing(() -> {
            SimulatedUser user = usersByName.get(name);
            if (user == null) {
                user = new SimulatedUser(this, snowflakes.next(), name, false);
                users.put(user.id(), user);
                usersByName.put(name, user);
            }
            return user;
        });
    }

    SimulatedUser user(long id) {
        SimulatedUser user = users.get(id);
        if (user == null) {
            throw RestFailure.unknown(10013, "User");
        }
        return user;
    }

    @Nullable
    SimulatedUser findUser(long id) {
        return users.get(id);
    }

    private @Nullable ObjectNode userJson(long id) {
        SimulatedUser user = users.get(id);
        return user == null ? null : user.json();
    }

    SimulatedChannel directChannel(SimulatedUser user) {
        return directChannels.computeIfAbsent(user.id(), id -> {
            SimulatedChannel channel = SimulatedChannel.direct(this, user);
            channels.put(channel.id(), channel);
            return channel;
        });
    }

    /** True if the bot may read the message without an intent: it wrote it or is mentioned in it. */
    boolean isReadable(ObjectNode message) {
        String self = Json.id(bot.id());
        if (message.path("author").path("id").asText().equals(self)) {
            return true;
        }
        for (JsonNode mention : message.path("mentions")) {
            if (mention.path("id").asText().equals(self)) {
                return true;
            }
        }
        return false;
    }
}
