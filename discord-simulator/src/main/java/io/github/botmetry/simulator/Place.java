package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Is a channel, with what messages and interactions need of one: a {@link SimulatedChannel}. */
public abstract class Place extends Mentionable {
    Place() {}

    public abstract ChannelKind kind();

    /** The category of a channel or the channel of a thread. */
    public abstract @Nullable Place parent();

    /** Null in direct messages. */
    abstract @Nullable Long guildId();

    /** False in a guild that the bot is not a member of, where users bring their own app. */
    abstract boolean hasBot();

    /** A user's permission bits in the guild. */
    abstract long permissionsOf(Mentionable user);

    /** The guild's member with its user, null if there is none. */
    abstract @Nullable ObjectNode findMember(long userId);

    /** Sends an event about this place to those who may see it. */
    abstract void dispatch(String event, ObjectNode payload);

    /** Sends an event about a message here; its content is for those who may read it. */
    abstract void dispatchMessage(String event, ObjectNode payload);

    /** Sends an interaction, in whatever guild; false when there was no session to take it. */
    abstract boolean send(ObjectNode interaction);

    abstract void keep(SimulatedMessage message);

    abstract @Nullable SimulatedMessage findMessage(long messageId);

    /** False if it was not kept. */
    abstract boolean forget(long messageId);
}
