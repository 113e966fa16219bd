package io.github.botmetry;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of the environment that are set; empty is unset, as {@code ${NAME:-}} of a compose file leaves it. */
final class Environment {

    private static final String PREFIX = "BOTMETRY_";
    private static final String ENABLED = "BOTMETRY_ENABLED";
    private static final String INSTANCE = "BOTMETRY_INSTANCE";

    /** Kubernetes puts the addresses of all services into the environment, also of one that is called botmetry-statsd. */
    private static final Pattern SERVICE_NAME =
            Pattern.compile(".*_SERVICE_(HOST|PORT(_.*)?)|.*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(?i)(tcp|udp|sctp)://.*");

    private final Map<String, String> variables = new TreeMap<>();
    private final boolean isRead;

    private Environment(@Nullable Map<String, String> variables) {
        this.isRead = variables != null;
        if (variables != null) {
            variables.forEach(this::put);
        }
    }

    static Environment of(@Nullable Map<String, String> variables) {
        return new Environment(variables);
    }

    private void put(String name, String value) {
        if (!value.isBlank() && !isOfAService(name, value)) {
            variables.put(name, value);
        }
    }

    private static boolean isOfAService(String name, String value) {
        boolean isAddress =
                name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches();
        return name.startsWith(PREFIX)
                && (isAddress || SERVICE_NAME.matcher(name).matches());
    }

    boolean isEnabled(@Nullable Boolean configured) {
        if (configured != null) {
            return configured;
        }
        String value = variables.getOrDefault(ENABLED, "true");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(ENABLED + " must be true or false, was \"" + value + "\"");
        };
    }

    String instance(@Nullable String configured) {
        return configured != null ? configured : variables.getOrDefault(INSTANCE, "");
    }

    /** These, and those that the environment asks for besides; a variable that asks in vain is a warning. */
    List<Integration> withThoseOf(List<Integration> installed, Warnings warnings) {
        List<Integration> all = new ArrayList<>(installed);
        if (!isRead) {
            return all;
        }
        List<IntegrationProvider> providers = Providers.all(warnings);
        warnOfThoseNotIn(known(providers), warnings);
        for (IntegrationProvider provider : providers) {
            Integration found = created(provider, warnings);
            if (found != null
                    && installed.stream().noneMatch(known -> known.name().equals(found.name()))) {
                all.add(found);
            }
        }
        return all;
    }

    private @Nullable Integration created(IntegrationProvider provider, Warnings warnings) {
        try {
            return provider.create(variables::get);
        } catch (LinkageError missing) {
            warnings.warn(
                    "library-missing",
                    provider.getClass().getName(),
                    "is passed over, since a class is missing or of another version: " + Causes.describe(missing),
                    "use the versions of its libraries that its documentation names");
            return null;
        }
    }

    private static Set<String> known(List<IntegrationProvider> providers) {
        Set<String> known = new HashSet<>(List.of(ENABLED, INSTANCE));
        for (IntegrationProvider provider : providers) {
            provider.variables().forEach(variable -> known.add(variable.name()));
        }
        return known;
    }

    private void warnOfThoseNotIn(Set<String> known, Warnings warnings) {
        for (String name : variables.keySet()) {
            String artifact = Artifacts.OF_VARIABLES.get(name);
            if (known.contains(name)) {
                continue;
            }
            if (artifact != null) {
                warnings.warn(
                        "variable-not-taken",
                        name,
                        "is set, and nothing on the class path takes it",
                        "add io.github.botmetry:" + artifact + ", or merge the service files of a shaded jar");
            } else if (name.startsWith(PREFIX)) {
                String nearest = Spelling.nearest(name, allOfOurs(known));
                warnings.warn(
                        "unknown-variable", name, "is not a variable of Botmetry", "did you mean " + nearest + "?");
            }
        }
    }

    private static Set<String> allOfOurs(Set<String> known) {
        Set<String> all = new HashSet<>(known);
        all.addAll(Artifacts.OF_VARIABLES.keySet());
        return all;
    }
}
