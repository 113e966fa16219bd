package io.github.botmetry.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ask for the surroundings of an event and the options of a command, for reports.
 *
 * <p>Copies of an event keep its details, and many REST calls copy their event. So details are cheap to make, hold no object of
 * the chat library, and compute their answers when asked.
 */
public interface EventDetails {

    /** Details of an event of which nothing more is known. */
    EventDetails NONE = new EventDetails() {};

    /**
     * Text and numbers by name, such as {@code channel_type} and {@code gateway_ping_ms}: no ids, no names of people or
     * places, nothing that a user wrote.
     */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** True if {@link #content} gives the same as {@link BotEvent#content}: then a copy of the event need not read it early. */
    default boolean worksOutContent() {
        return false;
    }

    /** The words of the user, as {@link BotEvent#content}; null if there are none, or if they are withheld. */
    default @Nullable String content() {
        return null;
    }

    /** Options that the user gave to the command, in the user's order; none for other events. */
    default List<Option> options() {
        return List.of();
    }

    /**
     * One option of a command.
     *
     * @param name as the bot declared it
     * @param type the chat library's name for the type, in lower case, such as {@code string} or {@code user}
     * @param value the value that the user gave; personal, and only for sinks whose owner turned it on
     */
    record Option(String name, String type, String value) {

        public Option {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(value, "value");
        }
    }
}
