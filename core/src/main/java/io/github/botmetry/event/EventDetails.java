package io.github.botmetry.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ask for what only a report says of an event: its surroundings and the options of a command.
 *
 * <p>Copies of an event keep it, and one is made for many a REST call: so it is cheap to make, holds no object of the chat
 * library, and works out what it is asked for.
 */
public interface EventDetails {

    /** Of an event of which nothing more is known. */
    EventDetails NONE = new EventDetails() {};

    /**
     * Text and numbers by name, such as {@code channel_type} and {@code gateway_ping_ms}: no ids, no names of people or
     * places, nothing that a user wrote.
     */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** True if {@link #content} gives the same as {@link BotEvent#content}, so that a copy need not ask for it beforehand. */
    default boolean worksOutContent() {
        return false;
    }

    /** The words of the user, as {@link BotEvent#content}; null if there are none, or if they are withheld. */
    default @Nullable String content() {
        return null;
    }

    /** What the user gave to the command, in his order; none for other events. */
    default List<Option> options() {
        return List.of();
    }

    /**
     * One option of a command.
     *
     * @param name as the bot declared it
     * @param type as the chat library calls it, in lower case, such as {@code string} or {@code user}
     * @param value what the user gave; personal, and only for sinks whose owner turned it on
     */
    record Option(String name, String type, String value) {

        public Option {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(value, "value");
        }
    }
}
