package io.github.botmetry;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads variables of the environment; an empty one counts as unset, since {@code ${NAME:-}} of a compose file leaves one. */
final class Environment {

    private static final String PREFIX = "BOTMETRY_";
    private static final String NOT_TAKEN = "variable-not-taken";
    private static final Variable ENABLED =
            new Variable("BOTMETRY_ENABLED", "true or false", "false makes everything do nothing");
    private static final Variable INSTANCE =
            new Variable("BOTMETRY_INSTANCE", Instances.RULE, "tells this process apart from others of the same bot");

    /** Variables of Kubernetes, which sets the address of every service, also of one named botmetry-statsd. */
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
        Boolean enabled = configured != null ? configured : ENABLED.parse(variables::get, Environment::isTrue);
        return enabled == null || enabled;
    }

    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    String instance(@Nullable String configured) {
        String instance = configured != null ? configured : INSTANCE.parse(variables::get, Instances::require);
        return instance == null ? "" : instance;
    }

    /** Adds the integrations that the environment asks for; warns of each variable that has no effect. */
    List<Integration> withThoseOf(List<Integration> installed, Warnings warnings) {
        List<Integration> all = new ArrayList<>(installed);
        if (!isRead) {
            return all;
        }
        Map<IntegrationProvider, List<Variable>> providers = new LinkedHashMap<>();
        for (IntegrationProvider provider : Providers.all(warnings)) {
            providers.put(
                    provider, Objects.requireNonNullElse(linked(provider, provider::variables, warnings), List.of()));
        }
        warnOfThoseNotIn(known(providers.values()), warnings);
        for (Map.Entry<IntegrationProvider, List<Variable>> provider : providers.entrySet()) {
            Integration found = created(provider.getKey(), provider.getValue(), warnings);
            if (found == null) {
                continue;
            }
            if (installed.stream().noneMatch(known -> Installing.nameOf(known).equals(Installing.nameOf(found)))) {
                all.add(found);
            } else {
                warnOfThoseOfTheBuilder(provider.getValue(), Installing.nameOf(found), warnings);
            }
        }
        return all;
    }

    private @Nullable Integration created(IntegrationProvider provider, List<Variable> described, Warnings warnings) {
        Set<String> unread = new TreeSet<>(variables.keySet());
        return linked(
                provider,
                () -> {
                    Integration created = provider.create(name -> {
                        unread.remove(name);
                        return variables.get(name);
                    });
                    warnOfThoseNotRead(described, unread, warnings);
                    return created;
                },
                warnings);
    }

    /** Asks a provider; null if a class is missing, since its version differs or its library is absent. */
    private static <T> @Nullable T linked(
            IntegrationProvider provider, Supplier<? extends @Nullable T> question, Warnings warnings) {
        try {
            return question.get();
        } catch (LinkageError missing) {
            warnings.warn(
                    "library-missing",
                    provider.getClass().getName(),
                    "is passed over, since a class is missing or of another version: " + Causes.describe(missing),
                    "add the libraries that its README names, in their versions, or leave its jar out");
            return null;
        }
    }

    private static void warnOfThoseNotRead(List<Variable> variables, Set<String> unread, Warnings warnings) {
        for (Variable variable : variables) {
            if (unread.contains(variable.name())) {
                warnings.warn(
                        NOT_TAKEN,
                        variable.name(),
                        "is set, and does nothing without " + variables.get(0).name(),
                        "set " + variables.get(0).name() + " too, or say it where the builder installs what it is for");
            }
        }
    }

    /** Warns of BOTMETRY_ variables only, since others, such as SENTRY_DSN, may have other readers. */
    private void warnOfThoseOfTheBuilder(List<Variable> described, String integration, Warnings warnings) {
        for (Variable variable : described) {
            if (variables.get(variable.name()) != null && variable.name().startsWith(PREFIX)) {
                warnings.warn(
                        NOT_TAKEN,
                        variable.name(),
                        "is set, and does nothing, since the builder installs " + integration
                                + " with settings of its own",
                        "say it where the builder installs it, or leave " + integration + " to the environment");
            }
        }
    }

    private static Set<String> known(Collection<List<Variable>> described) {
        Set<String> known = new HashSet<>(List.of(ENABLED.name(), INSTANCE.name()));
        described.forEach(variables -> variables.forEach(variable -> known.add(variable.name())));
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
                        NOT_TAKEN,
                        name,
                        "is set, and nothing on the class path takes it",
                        "add io.github.botmetry:" + artifact + ", or merge the service files of a shaded jar");
            } else if (name.toUpperCase(Locale.ROOT).startsWith(PREFIX)) {
                String nearest = Spelling.nearest(name.toUpperCase(Locale.ROOT), allOfOurs(known));
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
