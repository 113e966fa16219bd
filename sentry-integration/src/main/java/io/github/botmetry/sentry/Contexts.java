package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import io.github.botmetry.event.EventFrame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Fills the contexts {@code discord} and {@code discord.command} of a report with facts that need no tag.
 *
 * <p>Discord allows 25 options; their values are cut to 200 characters, so that a context stays below Sentry's 8 kB.
 */
final class Contexts {

    private Contexts() {}

    /** Describes the place, the age and the acknowledgement of the event. */
    static Map<String, Object> discord(EventFrame frame) {
        BotEvent event = frame.event();
        Map<String, Object> discord = new LinkedHashMap<>();
        discord.put("event", event.name());
        discord.put("shard", event.shard());
        discord.put("age_ms", (System.nanoTime() - event.receivedNanos()) / 1_000_000);
        if (event.interactionId() != 0 && frame.isObserved()) {
            Duration acknowledged = frame.acknowledgedAfter();
            discord.put("acknowledged", acknowledged != null);
            if (acknowledged != null) {
                discord.put("acknowledged_after_ms", acknowledged.toMillis());
            }
        }
        discord.putAll(event.details().facts());
        return discord;
    }

    /** Describes the command with the types of its options, which hold no personal data. */
    static Map<String, Object> command(BotEvent event, boolean showsValues) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("name", event.name());
        command.put("type", event.kind().label());
        EventDetails details = event.details();
        if (!details.options().isEmpty()) {
            command.put("options", options(details, EventDetails.Option::type));
            if (showsValues) {
                command.put("option_values", options(details, option -> Tags.value(option.value())));
            }
        }
        return command;
    }

    private static Map<String, String> options(EventDetails details, Function<EventDetails.Option, String> shown) {
        Map<String, String> options = new LinkedHashMap<>();
        details.options().forEach(option -> options.put(option.name(), shown.apply(option)));
        return options;
    }
}
