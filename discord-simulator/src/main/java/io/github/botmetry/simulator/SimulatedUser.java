package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Act as a person in a Discord client: write, run commands, press buttons.
 *
 * <p>Every method returns as soon as the event is sent; await the bot's answer on the result.
 * Thread-safe: many test threads may act as many users.
 */
public final class SimulatedUser extends Actor {
    private static final int OPTION_TYPE = 6;

    private final World world;
    private final long id;
    private final String name;
    private final boolean self;

    SimulatedUser(World world, long id, String name, boolean self) {
        this.world = world;
        this.id = id;
        this.name = name;
        this.self = self;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    /** Text that mentions this user. */
    public String mention() {
        return "<@" + Json.id(id) + ">";
    }

    /** Writes a message in a channel, thread or direct message channel. */
    public SimulatedMessage sends(Place channel, String content) {
        return world.messages().send(channel, this, Json.object().put("content", content));
    }

    /** Writes a message to the bot. */
    public SimulatedMessage sendsDirectly(String content) {
        return sends(directChannel(), content);
    }

    /** Answers a message. */
    public SimulatedMessage repliesTo(SimulatedMessage message, String content) {
        ObjectNode draft = Json.object().put("content", content);
        draft.set("message_reference", Json.object().put("message_id", Json.id(message.id())));
        return world.messages().send(message.channel(), this, draft);
    }

    /** The channel between this user and the bot. */
    @Override
    public SimulatedChannel directChannel() {
        return world.directChannel(this);
    }

    /** Changes the text of a message. */
    public void edits(SimulatedMessage message, String content) {
        world.messages().edit(message, Json.object().put("content", content));
    }

    /** Deletes a message. */
    public void deletes(SimulatedMessage message) {
        world.messages().delete(message);
    }

    /** Reacts with an emoji, or {@code name:id} for a custom one. */
    public void reacts(SimulatedMessage message, String emoji) {
        world.reactions().add(message, this, emoji);
    }

    /** Takes a reaction back. */
    public void unreacts(SimulatedMessage message, String emoji) {
        world.reactions().remove(message, this, emoji);
    }

    /** Shows "is typing" in the channel. */
    public void typesIn(Place channel) {
        ObjectNode payload = Json.object()
                .put("channel_id", Json.id(channel.id()))
                .put("user_id", Json.id(id))
                .put("timestamp", System.currentTimeMillis() / 1000);
        ObjectNode member = channel.findMember(id);
        if (member != null) {
            payload.set("member", member);
        }
        channel.dispatch("TYPING_START", payload);
    }

    /** Joins a voice channel. */
    public void joinsVoice(SimulatedChannel channel) {
        if (!channel.kind().isVoice()) {
            throw new IllegalArgumentException("channel must be a voice channel, was " + channel.kind());
        }
        voice(channel.owningGuild(), channel);
    }

    /** Leaves the guild's voice channels. */
    public void leavesVoice(SimulatedGuild guild) {
        voice(guild, null);
    }

    private void voice(SimulatedGuild guild, @Nullable SimulatedChannel channel) {
        world.change(() -> {
            Member member = guild.findMember(id);
            if (member == null) {
                throw new IllegalStateException(name + " must be a member of " + guild);
            }
            member.voice(channel);
            guild.dispatch("VOICE_STATE_UPDATE", member.voiceState(guild.id()));
        });
    }

    /** Starts a slash command; groups and subcommands are words of the name: {@code "admin users ban"}. */
    public CommandCall runs(String command) {
        return new CommandCall(this, command, CommandCall.RUN);
    }

    /** Starts a slash command, typed up to an option that the bot completes. */
    public CommandCall completes(String command) {
        return new CommandCall(this, command, CommandCall.COMPLETE);
    }

    /** Chooses a command from the context menu of a user or a message. */
    public ContextCall uses(String contextCommand) {
        return new ContextCall(this, contextCommand);
    }

    /** Presses a button of a message. */
    public Interaction presses(SimulatedMessage message, String customId) {
        return new ComponentCall(this, message, customId).press();
    }

    /** Chooses values in a string select of a message. */
    public Interaction chooses(SimulatedMessage message, String customId, String... values) {
        return new ComponentCall(this, message, customId).choose(List.of(values));
    }

    /** Chooses users in a user or mentionable select of a message. */
    public Interaction choosesUsers(SimulatedMessage message, String customId, SimulatedUser... users) {
        return new ComponentCall(this, message, customId).chooseUsers(List.of(users));
    }

    /** Chooses roles in a role or mentionable select of a message. */
    public Interaction choosesRoles(SimulatedMessage message, String customId, SimulatedRole... roles) {
        return new ComponentCall(this, message, customId).chooseRoles(List.of(roles));
    }

    /** Chooses channels in a channel select of a message. */
    public Interaction choosesChannels(SimulatedMessage message, String customId, SimulatedChannel... channels) {
        return new ComponentCall(this, message, customId).chooseChannels(List.of(channels));
    }

    /** Fills in a modal that the bot answered with. */
    public ModalSubmission submits(Modal modal) {
        return new ModalSubmission(this, modal);
    }

    @Override
    Interactions interactions() {
        return world.interactions();
    }

    @Override
    boolean isSelf() {
        return self;
    }

    @Override
    int optionType() {
        return OPTION_TYPE;
    }

    @Override
    void addTo(ResolvedData resolved, Mentionable viewer) {
        resolved.user(this);
    }

    @Override
    ObjectNode json() {
        return Json.object()
                .put("id", Json.id(id))
                .put("username", name)
                .put("global_name", name)
                .put("discriminator", "0")
                .putNull("avatar")
                .put("bot", self)
                .put("public_flags", 0);
    }

    @Override
    public String toString() {
        return name;
    }
}
