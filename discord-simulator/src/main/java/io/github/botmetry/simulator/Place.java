package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Names a channel where one is expected; always a {@link SimulatedChannel}. */
public abstract class Place extends Mentionable {
    Place() {}

    public abstract ChannelKind kind();

    /** The category of a channel or the channel of a thread; null if there is none. */
    public abstract @Nullable Place parent();

    /** The id of the guild, null in direct messages. */
    abstract @Nullable Long guildId();

    /** False in a guild without the bot, where users run an app that they installed for themselves. */
    abstract boolean hasBot();

    /** A user's permission bits in the guild. */
    abstract long permissionsOf(Mentionable user);

    /** The JSON of the guild's member, with its user; null if there is none. */
    abstract @Nullable ObjectNode findMember(long userId);

    /** Sends an event about this channel to the sessions that may see it. */
    abstract void dispatch(String event, ObjectNode payload);

    /** Sends an event about a message here; only sessions that may read it get its content. */
    abstract void dispatchMessage(String event, ObjectNode payload);

    /** Sends an interaction, also without the bot in the guild; false if no session took it. */
    abstract boolean send(ObjectNode interaction);

    abstract void keep(SimulatedMessage message);

    abstract @Nullable SimulatedMessage findMessage(long messageId);

    /** Removes a message; false if it was not kept. */
    abstract boolean forget(long messageId);
}
