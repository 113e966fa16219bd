package io.github.botmetry.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describe one thing that happened to a bot: a command, a pressed button, a gateway event, a task.
 *
 * <p>Describes itself only when asked, since most events are never looked at. Ids are Discord's snowflakes, 0 where there
 * is none. Implementations may read a chat library's live objects: keep none of them beyond the event. A part that throws is
 * absent for observers, and costs the event nothing else.
 */
public interface BotEvent {

    /**
     * Stands for the id of somebody or something of a person or guild that opted out: not nobody, and of nobody in particular.
     */
    long WITHHELD = -1;

    /** What kind of thing happened. */
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

        /** How labels, paths and tags spell it, such as {@code slash}. */
        public String label() {
            return label;
        }

        /** Whether somebody asked for something by name: slash, user, message and text commands. */
        public boolean isCommand() {
            return this == SLASH || this == USER_COMMAND || this == MESSAGE_COMMAND || this == TEXT_COMMAND;
        }

        /** Whether Discord waits for an acknowledgement. */
        public boolean isInteraction() {
            return this != TEXT_COMMAND && this != GATEWAY && this != TASK;
        }
    }

    Kind kind();

    /** Few values, fit for a label: {@code config set}, {@code vote:*}, {@code MessageReceivedEvent}. */
    String name();

    /** {@link System#nanoTime()} when the bot received it. */
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

    /** Opens the message, or the channel of an interaction, in Discord. */
    default @Nullable String jumpUrl() {
        return null;
    }

    /** What the user wrote; personal, and only for sinks whose owner turned content on. */
    default @Nullable String content() {
        return null;
    }

    /**
     * Ids and names of those in it who opted out, of their messages and their interactions. Never sent: taken out of texts that
     * the bot wrote itself. Empty where nobody can opt out.
     */
    default List<String> withheld() {
        return List.of();
    }

    /** What only a report says of it. */
    default EventDetails details() {
        return EventDetails.NONE;
    }

    /** The event inside which this one happened, such as the message of a text command. */
    default @Nullable BotEvent parent() {
        return null;
    }

    /**
     * True if it keeps no object of the chat library alive and none of its parts throws: then no copy of it is made for other
     * threads and later times. Must not change.
     */
    default boolean isFrozen() {
        return false;
    }
}
