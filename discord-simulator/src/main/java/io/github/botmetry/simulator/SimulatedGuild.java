package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.GatewayEvent;
import io.github.botmetry.simulator.gateway.Intents;
import io.github.botmetry.simulator.gateway.Session;
import io.github.botmetry.simulator.payload.Emojis;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Permissions;
import io.github.botmetry.simulator.payload.Snowflakes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fill a guild with channels, roles and members, before or after the bot has logged in.
 *
 * <p>The bot is a member from the start and may do everything (its own role is an administrator's). A channel, role or member
 * is made on the first call with its name and found by later calls; the bot gets an event for each change at once. Thread-safe.
 */
public final class SimulatedGuild {
    private final World world;
    private final long id;
    private final Instant joined = Instant.now();
    private final Map<Long, SimulatedChannel> channels = new ConcurrentSkipListMap<>();
    private final Map<Long, SimulatedRole> roles = new ConcurrentSkipListMap<>();
    private final GuildMembers members;
    private final Map<Long, ObjectNode> emojis = new ConcurrentSkipListMap<>();
    private final SimulatedRole everyone;
    private volatile String name;
    private volatile SimulatedUser owner;
    private volatile int declaredMembers;
    private volatile int boostTier;
    private volatile int boostCount;
    private volatile boolean isJoined = true;
    private volatile boolean isAvailable = true;

    SimulatedGuild(World world, long id, String name) {
        this.world = world;
        this.id = id;
        this.name = name;
        this.everyone = new SimulatedRole(this, id, "@everyone", false);
        everyone.start(Permissions.EVERYONE, 0);
        roles.put(id, everyone);
        this.owner = world.user(name + " owner");
        this.members = new GuildMembers(world.changes(), this::dispatch);
        members.start(owner);
        addBot();
    }

    private void addBot() {
        SimulatedUser bot = world.bot();
        SimulatedRole role = new SimulatedRole(this, world.snowflakes().next(), bot.name(), true);
        role.start(Permissions.ADMINISTRATOR, 1_000);
        roles.put(role.id(), role);
        members.start(bot).roleIds().add(role.id());
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public SimulatedUser owner() {
        return owner;
    }

    /** The shard of this guild if the bot runs this number of shards. */
    public int shard(int shards) {
        return Snowflakes.shardOf(id, shards);
    }

    /** The channel of that name, made on the first call. */
    public SimulatedChannel textChannel(String channelName) {
        return channel(ChannelKind.TEXT, channelName);
    }

    /** The channel of that name, made on the first call. */
    public SimulatedChannel voiceChannel(String channelName) {
        return channel(ChannelKind.VOICE, channelName);
    }

    /** The category of that name, made on the first call. */
    public SimulatedChannel category(String channelName) {
        return channel(ChannelKind.CATEGORY, channelName);
    }

    /** The forum of that name, made on the first call. */
    public SimulatedChannel forum(String channelName) {
        return channel(ChannelKind.FORUM, channelName);
    }

    /** The channel of that kind and name, made on the first call. Threads are made by their parent. */
    public SimulatedChannel channel(ChannelKind kind, String channelName) {
        if (kind.isThread() || kind == ChannelKind.DIRECT) {
            throw new IllegalArgumentException("kind must be a guild channel, was " + kind);
        }
        return world.changing(() -> {
            for (SimulatedChannel channel : channels.values()) {
                if (channel.kind() == kind && channel.name().equals(channelName)) {
                    return channel;
                }
            }
            return create(kind, channelName, null);
        });
    }

    /** The role of that name, made without permissions on the first call. */
    public SimulatedRole role(String roleName) {
        return world.changing(() -> {
            for (SimulatedRole role : roles.values()) {
                if (role.name().equals(roleName)) {
                    return role;
                }
            }
            return createRole(roleName, 0);
        });
    }

    /** The role that everybody has. */
    public SimulatedRole everyone() {
        return everyone;
    }

    /** The user of that name, who joins on the first call; one name is one user in all guilds. */
    public SimulatedUser member(String userName) {
        return member(world.user(userName));
    }

    /** Lets the user join, unless already a member. */
    public SimulatedUser member(SimulatedUser user) {
        members.join(user);
        return user;
    }

    /** Removes the user; the bot sees no difference between leaving and being kicked. */
    public void removeMember(SimulatedUser user) {
        members.leave(user);
    }

    /** Bans and removes the user. */
    public void ban(SimulatedUser user) {
        members.ban(user);
    }

    /** Lifts the ban. */
    public void unban(SimulatedUser user) {
        members.unban(user);
    }

    /** Gives a member a role. */
    public SimulatedGuild giveRole(SimulatedUser user, SimulatedRole role) {
        return update(user, member -> member.roleIds().add(role.id()));
    }

    /** Takes a role from a member. */
    public SimulatedGuild takeRole(SimulatedUser user, SimulatedRole role) {
        return update(user, member -> member.roleIds().remove(role.id()));
    }

    /** Sets a member's nickname in this guild; null removes it. */
    public SimulatedGuild nickname(SimulatedUser user, @Nullable String nick) {
        return update(user, member -> member.nick(nick));
    }

    /** Renames the guild. */
    public SimulatedGuild rename(String newName) {
        return update(() -> name = newName);
    }

    /** Makes the user the owner. */
    public SimulatedGuild ownedBy(SimulatedUser user) {
        member(user);
        return update(() -> owner = user);
    }

    /** Sets the number of boosts and the guild's tier. */
    public SimulatedGuild boosts(int count, int tier) {
        return update(() -> {
            boostCount = count;
            boostTier = tier;
        });
    }

    /** Declares a number of members above the number that exist; call it before the bot sees the guild. */
    public SimulatedGuild memberCount(int count) {
        declaredMembers = count;
        return this;
    }

    /** The declared number of members, or the existing number if it is higher. */
    public int memberCount() {
        return Math.max(declaredMembers, members.all().size());
    }

    /** Adds a custom emoji and returns its id. */
    public long addEmoji(String emojiName) {
        long emojiId = world.snowflakes().next();
        emojis(() -> emojis.put(emojiId, Emojis.json(emojiId, emojiName, owner.json())));
        return emojiId;
    }

    /** Removes the bot from the guild. */
    public void removeBot() {
        world.change(() -> {
            boolean wasKnown = world.findGuild(id) != null;
            isJoined = false;
            world.forget(this);
            if (wasKnown) {
                world.shards().toGuild(id, "GUILD_DELETE", Json.object().put("id", Json.id(id)));
            }
        });
    }

    /** Adds the bot to the guild again. */
    public void inviteBot() {
        world.change(() -> {
            isJoined = true;
            world.remember(this);
            announce();
        });
    }

    /** Starts an outage at Discord: the guild is unavailable until {@link #recover()}. */
    public void fail() {
        world.change(() -> {
            isAvailable = false;
            ObjectNode outage = Json.object().put("id", Json.id(id)).put("unavailable", true);
            world.shards().toGuild(id, "GUILD_DELETE", outage);
        });
    }

    /** Ends the outage. */
    public void recover() {
        world.change(() -> {
            isAvailable = true;
            announce();
        });
    }

    World world() {
        return world;
    }

    boolean isJoined() {
        return isJoined;
    }

    boolean isVisible() {
        return isJoined && isAvailable;
    }

    Instant joined() {
        return joined;
    }

    int boostTier() {
        return boostTier;
    }

    int boostCount() {
        return boostCount;
    }

    Collection<SimulatedRole> roles() {
        return roles.values();
    }

    Collection<ObjectNode> emojis() {
        return emojis.values();
    }

    @Nullable
    ObjectNode findEmoji(long emojiId) {
        return emojis.get(emojiId);
    }

    void deleteEmoji(long emojiId) {
        emojis(() -> emojis.remove(emojiId));
    }

    private void emojis(Runnable change) {
        world.change(() -> {
            change.run();
            ObjectNode update = Json.object();
            update.set("emojis", Json.array(emojis.values(), ObjectNode::deepCopy));
            dispatch("GUILD_EMOJIS_UPDATE", update);
        });
    }

    GuildMembers members() {
        return members;
    }

    @Nullable
    Member findMember(long userId) {
        return members.find(userId);
    }

    @Nullable
    SimulatedRole findRole(long roleId) {
        return roles.get(roleId);
    }

    List<SimulatedChannel> channels(boolean threads) {
        List<SimulatedChannel> found = new ArrayList<>();
        for (SimulatedChannel channel : channels.values()) {
            if (channel.kind().isThread() == threads) {
                found.add(channel);
            }
        }
        return found;
    }

    List<SimulatedChannel> activeThreads() {
        List<SimulatedChannel> threads = channels(true);
        threads.removeIf(SimulatedChannel::isArchived);
        return threads;
    }

    SimulatedChannel create(ChannelKind kind, String channelName, @Nullable SimulatedChannel parent) {
        return create(kind, channelName, parent, Json.object());
    }

    SimulatedChannel create(
            ChannelKind kind, String channelName, @Nullable SimulatedChannel parent, ObjectNode fields) {
        SimulatedChannel channel = new SimulatedChannel(this, world.snowflakes().next(), kind, channelName, parent);
        channel.take(fields);
        return add(channel);
    }

    SimulatedChannel add(SimulatedChannel channel) {
        world.change(() -> {
            channels.put(channel.id(), channel);
            world.add(channel);
            boolean thread = channel.kind().isThread();
            ObjectNode json = thread ? channel.json().put("newly_created", true) : channel.json();
            dispatch(thread ? "THREAD_CREATE" : "CHANNEL_CREATE", json);
        });
        return channel;
    }

    void remove(SimulatedChannel channel) {
        channels.remove(channel.id());
        world.remove(channel);
    }

    SimulatedRole createRole(String roleName, long permissions) {
        return world.changing(() -> {
            SimulatedRole role = new SimulatedRole(this, world.snowflakes().next(), roleName, false);
            role.start(permissions, roles.size() - 1);
            roles.put(role.id(), role);
            dispatch(role, "GUILD_ROLE_CREATE");
            return role;
        });
    }

    void delete(SimulatedRole role) {
        world.change(() -> {
            roles.remove(role.id());
            members.all().forEach(member -> member.roleIds().remove(role.id()));
            dispatch("GUILD_ROLE_DELETE", Json.object().put("role_id", Json.id(role.id())));
        });
    }

    void dispatch(SimulatedRole role, String event) {
        ObjectNode payload = Json.object();
        payload.set("role", role.json());
        dispatch(event, payload);
    }

    SimulatedGuild update(Actor user, Consumer<Member> change) {
        if (!members.change(user, change)) {
            throw new IllegalArgumentException(user.name() + " must be a member of " + name);
        }
        return this;
    }

    SimulatedGuild update(Runnable change) {
        world.change(() -> {
            change.run();
            dispatch("GUILD_UPDATE", GuildPayloads.update(this));
        });
        return this;
    }

    /** Sends an event about this guild, unless the bot cannot see it. */
    void dispatch(String event, ObjectNode payload) {
        dispatch(event, Intents.forGuild(event), payload);
    }

    private void dispatch(String event, int intents, ObjectNode payload) {
        if (isVisible()) {
            world.shards().toGuild(id, event, intents, payload.put("guild_id", Json.id(id)));
        }
    }

    void announce() {
        world.shards().toEach(id, this::created);
    }

    /** Makes the GUILD_CREATE of this guild with the parts that the session may see. */
    GatewayEvent created(Session session) {
        boolean everyone = Intents.allow(session.intents(), Intents.GUILD_PRESENCES);
        return new GatewayEvent("GUILD_CREATE", Intents.GUILDS, GuildPayloads.create(this, everyone));
    }

    /** Adds up the permissions of a member's roles, without the overwrites of channels. */
    long permissionsOf(Mentionable user) {
        if (owner.id() == user.id()) {
            return Permissions.ALL;
        }
        Member member = members.find(user.id());
        Stream<SimulatedRole> ofMember = member == null
                ? Stream.of()
                : member.roleIds().stream().map(roles::get).filter(Objects::nonNull);
        return Permissions.of(Stream.concat(Stream.of(everyone), ofMember).mapToLong(SimulatedRole::permissions));
    }

    @Override
    public String toString() {
        return "guild " + name;
    }
}
