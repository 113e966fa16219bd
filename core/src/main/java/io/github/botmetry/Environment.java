package io.github.botmetry;

import io.github.botmetry.guard.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code BOTMETRY_*} variables say. */
final class Environment {

    private static final String PREFIX = "BOTMETRY_";
    private static final List<String> KNOWN = List.of(
            "BOTMETRY_ENABLED",
            "BOTMETRY_INSTANCE",
            "BOTMETRY_STATSD_HOST",
            "BOTMETRY_STATSD_PORT",
            "BOTMETRY_STATSD_PREFIX",
            "BOTMETRY_STATSD_DIALECT",
            "BOTMETRY_METRICS_ADDRESS",
            "BOTMETRY_METRICS_PORT",
            "BOTMETRY_METRICS_TOKEN_FILE",
            "BOTMETRY_DATABASE_URL",
            "BOTMETRY_KAFKA_SERVERS");

    private final Map<String, String> variables;
    private final boolean read;

    private Environment(Map<String, String> variables, boolean read) {
        this.variables = variables;
        this.read = read;
    }

    static Environment of(@Nullable Map<String, String> variables) {
        return new Environment(Objects.requireNonNullElse(variables, Map.of()), variables != null);
    }

    void warnOfUnknown(Warnings warnings) {
        for (String name : new TreeSet<>(variables.keySet())) {
            if (name.startsWith(PREFIX) && !KNOWN.contains(name)) {
                warnings.warn(
                        "unknown-variable",
                        name,
                        "is not a variable of Botmetry",
                        "did you mean " + nearest(name) + "?");
            }
        }
    }

    static String nearest(String name) {
        String nearest = KNOWN.get(0);
        for (String known : KNOWN) {
            if (distance(name, known) < distance(name, nearest)) {
                nearest = known;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: how many letters to add, drop or change. */
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }

    boolean isEnabled(@Nullable Boolean told) {
        if (told != null) {
            return told;
        }
        String value = variables.getOrDefault("BOTMETRY_ENABLED", "true");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("BOTMETRY_ENABLED must be true or false, was \"" + value + "\"");
        };
    }

    String instance(@Nullable String told) {
        return told != null ? told : variables.getOrDefault("BOTMETRY_INSTANCE", "");
    }

    /** These, and what the environment asks for besides. */
    List<Integration> withThoseOf(List<Integration> installed) {
        List<Integration> all = new ArrayList<>(installed);
        if (read) {
            for (IntegrationProvider provider : ServiceLoader.load(IntegrationProvider.class)) {
                Integration found = provider.create(variables::get);
                if (found != null
                        && installed.stream().noneMatch(known -> known.name().equals(found.name()))) {
                    all.add(found);
                }
            }
        }
        return all;
    }
}
