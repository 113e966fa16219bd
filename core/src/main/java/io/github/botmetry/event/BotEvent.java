package io.github.botmetry.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describe one thing that happened to a bot: a command, a pressed button, a gateway event, a task.
 *
 * <p>Each part is computed when it is asked for, since most events are never read. Ids are Discord's snowflakes, 0 where there
 * is none. An implementation may read a chat library's live objects, so do not keep an event after its end. A part that
 * throws is absent for observers; the event is counted all the same.
 */
public interface BotEvent {

    /**
     * Replaces an id that belongs to a user or guild that opted out: there is an id, but it is withheld. 0 is no id.
     */
    long WITHHELD = -1;

    /** The kind of thing that happened. */
    enum Kind {
        SLASH("slash"),
        USER_COMMAND("user"),
        MESSAGE_COMMAND("message"),
        TEXT_COMMAND("text"),
        AUTOCOMPLETE("autocomplete"),
        BUTTON("button"),
        SELECT("select"),
        MODAL("modal"),
        GATEWAY("event"),
        TASK("task");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The spelling in labels, names and tags, such as {@code slash}. */
        public String label() {
            return label;
        }

        /** True for slash, user, message and text commands. */
        public boolean isCommand() {
            return this == SLASH || this == USER_COMMAND || this == MESSAGE_COMMAND || this == TEXT_COMMAND;
        }

        /** True if Discord waits for an acknowledgement. */
        public boolean isInteraction() {
            return this != TEXT_COMMAND && this != GATEWAY && this != TASK;
        }
    }

    Kind kind();

    /** Name with few values, fit for a label: {@code config set}, {@code vote:*}, {@code MessageReceivedEvent}. */
    String name();

    /** {@link System#nanoTime()} when the bot received the event. */
    long receivedNanos();

    default int shard() {
        return 0;
    }

    default long guildId() {
        return 0;
    }

    default long channelId() {
        return 0;
    }

    default long messageId() {
        return 0;
    }

    default long interactionId() {
        return 0;
    }

    default long userId() {
        return 0;
    }

    default @Nullable String userName() {
        return null;
    }

    /** Link to the message, or to the channel of an interaction, in Discord. */
    default @Nullable String jumpUrl() {
        return null;
    }

    /** Words of the user: personal, and only for sinks whose owner turned content on. */
    default @Nullable String content() {
        return null;
    }

    /**
     * Ids and names of users and guilds in the event that opted out, and ids of their messages and interactions. They are never
     * sent: sinks remove them from texts that the bot wrote. Empty where nobody can opt out.
     */
    default List<String> withheld() {
        return List.of();
    }

    /** Surroundings and options of the event, for reports only. */
    default EventDetails details() {
        return EventDetails.NONE;
    }

    /** Outer event of this one, such as the message of a text command; null if there is none. */
    default @Nullable BotEvent parent() {
        return null;
    }

    /**
     * True if the event holds no object of the chat library and none of its parts throws: then it needs no copy for other
     * threads and later times. Always gives the same answer.
     */
    default boolean isFrozen() {
        return false;
    }
}
