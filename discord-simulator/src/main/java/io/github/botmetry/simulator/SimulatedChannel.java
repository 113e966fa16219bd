package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Change a channel, thread or direct message channel, and check its latest 5000 messages.
 *
 * <p>Thread-safe. Methods that wait throw AssertionError after their time limit.
 */
public final class SimulatedChannel extends Place {
    private static final int OPTION_TYPE = 7;

    private final World world;
    private final @Nullable SimulatedGuild guild;
    private final long id;
    private final ChannelKind kind;
    private final ChannelState state;
    private final ChannelMessages messages = new ChannelMessages();
    private volatile @Nullable SimulatedChannel parent;

    SimulatedChannel(SimulatedGuild guild, long id, ChannelKind kind, String name, @Nullable SimulatedChannel parent) {
        this(guild, id, kind, new ChannelState(name, guild.owner()), parent);
    }

    private SimulatedChannel(
            SimulatedGuild guild, long id, ChannelKind kind, ChannelState state, @Nullable SimulatedChannel parent) {
        this.world = guild.world();
        this.guild = guild;
        this.id = id;
        this.kind = kind;
        this.state = state;
        this.parent = parent;
    }

    private SimulatedChannel(World world, SimulatedUser recipient) {
        this.world = world;
        this.guild = null;
        this.id = world.snowflakes().next();
        this.kind = ChannelKind.DIRECT;
        this.state = new ChannelState(recipient.name(), recipient);
    }

    static SimulatedChannel direct(World world, SimulatedUser recipient) {
        return new SimulatedChannel(world, recipient);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        return state.name();
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    /** The guild, null for direct messages. */
    public @Nullable SimulatedGuild guild() {
        return guild;
    }

    /** The category of a channel or the channel of a thread. */
    @Override
    public @Nullable SimulatedChannel parent() {
        return parent;
    }

    /** Makes a channel in this category. */
    public SimulatedChannel textChannel(String channelName) {
        if (kind != ChannelKind.CATEGORY) {
            throw new IllegalStateException("only a category has channels in it; " + this + " is " + kind);
        }
        return owningGuild().create(ChannelKind.TEXT, channelName, this);
    }

    /** Makes a public thread under this channel, as the guild's owner. */
    public SimulatedChannel thread(String threadName) {
        return thread(threadName, owningGuild().owner());
    }

    /** Makes a public thread under this channel, as the user. */
    public SimulatedChannel thread(String threadName, SimulatedUser user) {
        return addThread(world.snowflakes().next(), ChannelKind.PUBLIC_THREAD, threadName, user);
    }

    /** Makes a post in this forum: a thread and, with the same id, its first message. */
    public SimulatedChannel post(SimulatedUser user, String title, String content) {
        if (kind != ChannelKind.FORUM) {
            throw new IllegalStateException("only a forum has posts; " + this + " is " + kind);
        }
        SimulatedChannel thread = thread(title, user);
        ObjectNode draft = Json.object().put("id", Json.id(thread.id())).put("content", content);
        world.messages().send(thread, user, draft);
        return thread;
    }

    SimulatedChannel addThread(long threadId, ChannelKind threadKind, String threadName, SimulatedUser user) {
        ChannelState begun = new ChannelState(threadName, user);
        return owningGuild().add(new SimulatedChannel(owningGuild(), threadId, threadKind, begun, this));
    }

    /** Renames the channel or thread. */
    public SimulatedChannel rename(String newName) {
        return update(() -> state.name(newName));
    }

    /** Sets the topic. */
    public SimulatedChannel topic(String newTopic) {
        return update(() -> state.topic(newTopic));
    }

    /** Moves the channel into a category, or out of it. */
    public SimulatedChannel under(@Nullable SimulatedChannel category) {
        return update(() -> parent = category);
    }

    /** Archives this thread: JDA then forgets it. */
    public SimulatedChannel archive() {
        return update(() -> state.archived(true));
    }

    /** Takes this thread out of the archive. */
    public SimulatedChannel unarchive() {
        return update(() -> state.archived(false));
    }

    /** Locks this thread: only moderators write in it, until it is unlocked. */
    public SimulatedChannel lock() {
        return update(() -> state.locked(true));
    }

    /** Lets everybody write in this thread again. */
    public SimulatedChannel unlock() {
        return update(() -> state.locked(false));
    }

    /** Adds a tag that posts of this forum may have, and returns its id. */
    public long addTag(String tagName) {
        long tagId = world.snowflakes().next();
        update(() -> state.tags().put(tagId, tagName));
        return tagId;
    }

    /** Gives this post of a forum exactly these tags. */
    public SimulatedChannel tagged(Long... tagIds) {
        return update(() -> state.appliedTags(List.of(tagIds)));
    }

    /** Deletes the channel or thread. */
    public void delete() {
        world.change(() -> {
            owningGuild().remove(this);
            dispatch(kind.isThread() ? "THREAD_DELETE" : "CHANNEL_DELETE", json());
        });
    }

    /** Writes a system message of Discord, such as type 7 (a user joined) or 8 (a user boosted). */
    public SimulatedMessage systemMessage(int type, SimulatedUser about) {
        return world.messages().send(this, about, Json.object().put("type", type));
    }

    /** Writes a message through a webhook of that name. */
    public SimulatedMessage webhookMessage(String webhookName, String content) {
        String webhookId = Json.id(world.snowflakes().next());
        ObjectNode author = Json.object()
                .put("id", webhookId)
                .put("username", webhookName)
                .put("discriminator", "0000")
                .putNull("avatar")
                .put("bot", true);
        return world.messages()
                .send(this, author, Json.object().put("content", content).put("webhook_id", webhookId));
    }

    /** Starts a message that the bot wrote before this test, to press its components. */
    public EarlierMessage earlierBotMessage(String content) {
        ObjectNode author = world.bot().json();
        return new EarlierMessage(content, draft -> world.messages().sendUnseen(this, author, draft));
    }

    /** Deletes messages at once, as moderators do. */
    public void deleteTogether(Collection<SimulatedMessage> doomed) {
        world.messages()
                .deleteAll(this, doomed.stream().map(SimulatedMessage::id).toList());
    }

    /** The messages that are kept, oldest first. */
    public List<SimulatedMessage> messages() {
        return messages.all();
    }

    /** The bot's messages that are kept, without its answers to interactions. */
    public List<SimulatedMessage> botMessages() {
        return messages.all().stream().filter(this::isPlainBotMessage).toList();
    }

    private boolean isPlainBotMessage(SimulatedMessage message) {
        return message.isBy(world.bot()) && !message.state().has("interaction_metadata");
    }

    /** Waits for the bot's first message here; not its answers to interactions. */
    public SimulatedMessage awaitBotMessage(Duration limit) {
        return awaitBotMessages(1, limit).get(0);
    }

    /** Waits until the bot has written this number of messages here, and returns those that are kept. */
    public List<SimulatedMessage> awaitBotMessages(int count, Duration limit) {
        messages.awaitByBot(
                count, limit, written -> "the bot wrote " + written + " messages in " + this + ", not " + count);
        return botMessages();
    }

    boolean isArchived() {
        return state.isArchived();
    }

    @Override
    @Nullable
    Long guildId() {
        SimulatedGuild owner = guild;
        return owner == null ? null : owner.id();
    }

    @Override
    boolean hasBot() {
        SimulatedGuild owner = guild;
        return owner == null || owner.isJoined();
    }

    @Override
    long permissionsOf(Mentionable user) {
        return owningGuild().permissionsOf(user);
    }

    @Override
    @Nullable
    ObjectNode findMember(long userId) {
        SimulatedGuild owner = guild;
        Member member = owner == null ? null : owner.findMember(userId);
        return member == null ? null : member.json();
    }

    SimulatedGuild owningGuild() {
        SimulatedGuild owner = guild;
        if (owner == null) {
            throw new IllegalStateException(this + " is in no guild");
        }
        return owner;
    }

    @Override
    @Nullable
    SimulatedMessage findMessage(long messageId) {
        return messages.find(messageId);
    }

    SimulatedMessage message(long messageId) {
        SimulatedMessage message = messages.find(messageId);
        if (message == null) {
            throw RestFailure.unknown(10008, "Message");
        }
        return message;
    }

    @Override
    void keep(SimulatedMessage message) {
        messages.keep(message, isPlainBotMessage(message));
    }

    @Override
    boolean forget(long messageId) {
        return messages.forget(messageId);
    }

    @Override
    void dispatch(String event, ObjectNode payload) {
        SimulatedGuild owner = guild;
        if (owner == null) {
            world.shards().toDirect(event, payload);
        } else {
            owner.dispatch(event, payload);
        }
    }

    @Override
    boolean send(ObjectNode interaction) {
        SimulatedGuild owner = guild;
        return owner == null
                ? world.shards().toDirect("INTERACTION_CREATE", interaction)
                : world.shards().toGuild(owner.id(), "INTERACTION_CREATE", interaction);
    }

    @Override
    void dispatchMessage(String event, ObjectNode payload) {
        SimulatedGuild owner = guild;
        if (owner == null) {
            world.shards().toDirect(event, payload);
        } else if (owner.isVisible()) {
            world.shards().messageToGuild(owner.id(), event, payload, world.isReadable(payload));
        }
    }

    SimulatedChannel update(Runnable change) {
        world.change(() -> {
            change.run();
            dispatch(kind.isThread() ? "THREAD_UPDATE" : "CHANNEL_UPDATE", json());
        });
        return this;
    }

    /** Changes the fields of a request; the answer lacks fields that the simulator does not model. */
    void patch(JsonNode fields) {
        update(() -> {
            state.take(fields);
            if (fields.has("parent_id")) {
                parent = world.findChannel(fields.get("parent_id").asLong());
            }
        });
    }

    /** Takes over the fields of a request, without an event. */
    void take(JsonNode fields) {
        state.take(fields);
    }

    void overwrite(long targetId, @Nullable ObjectNode overwrite) {
        update(() -> state.overwrite(targetId, overwrite));
    }

    @Override
    int optionType() {
        return OPTION_TYPE;
    }

    @Override
    void addTo(ResolvedData resolved, Mentionable viewer) {
        resolved.channel(this, viewer);
    }

    @Override
    ObjectNode json() {
        return ChannelPayloads.json(this, state, messages);
    }

    @Override
    public String toString() {
        return "#" + state.name();
    }
}
