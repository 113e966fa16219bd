package io.github.botmetry.jda.community;

import io.github.botmetry.guard.Printable;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Rules for the settings of a bot author; a refusal names argument, value and rule. */
final class ConfigRules {

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_]{1,50}");
    private static final Pattern CHANNEL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private ConfigRules() {}

    static long requireId(String argument, long id) {
        if (id <= 0) {
            throw new IllegalArgumentException(argument + " must be an id of Discord, greater than 0, was " + id);
        }
        return id;
    }

    static void requireNew(String argument, long id, Map<Long, String> known, int limit) {
        if (known.containsKey(requireId(argument, id))) {
            throw new IllegalArgumentException(argument + " must be set once, was set twice: " + id);
        }
        if (known.size() >= limit) {
            throw new IllegalArgumentException(
                    argument + " must be set at most " + limit + " times, was set once more: " + id);
        }
    }

    /** Aliases differ in more than case: some stores of numbers do not see it. */
    static String requireAlias(String alias, Map<Long, String> known) {
        requireMatch("alias", alias, ALIAS);
        if (known.values().stream().anyMatch(alias::equalsIgnoreCase)) {
            throw new IllegalArgumentException("alias must differ from the others, was \"" + alias + "\" twice");
        }
        return alias;
    }

    static String requireChannelName(String name) {
        return requireMatch("name", name, CHANNEL_NAME);
    }

    private static String requireMatch(String argument, String value, Pattern rule) {
        if (!rule.matcher(Objects.requireNonNull(value, argument)).matches()) {
            throw new IllegalArgumentException(
                    argument + " must match " + rule.pattern() + ", was " + Printable.quoted(value));
        }
        return value;
    }
}
