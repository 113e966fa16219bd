package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.OriginalHash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each definition names that no other of ours has: the first keeps the plain ones, later ones get a hash.
 *
 * <p>Bounded by the definitions. Thread-safe.
 */
final class FamilyNames {

    private final Warnings warnings;
    private final List<String> endingsOfTimers;
    private final Map<Definition, FamilyName> names = new HashMap<>();
    private final Map<String, Definition> owners = new HashMap<>();

    /** @param endingsOfTimers further endings of timers' names, besides those of {@link FamilyName#claimed()} */
    FamilyNames(Warnings warnings, List<String> endingsOfTimers) {
        this.warnings = warnings;
        this.endingsOfTimers = endingsOfTimers;
    }

    synchronized FamilyName of(Definition definition) {
        FamilyName known = names.get(definition);
        return known != null ? known : added(definition);
    }

    private FamilyName added(Definition definition) {
        FamilyName name = OriginalHash.firstFree(
                definition.name(),
                suffix -> FamilyName.of(definition, suffix),
                candidate -> ownerOfOne(claimed(candidate, definition)) == null);
        if (!name.suffix().isEmpty()) {
            FamilyName plain = FamilyName.of(definition, "");
            warn(
                    definition,
                    definition + " is " + name.base() + " for Prometheus, since "
                            + ownerOfOne(claimed(plain, definition)) + " has a name of " + plain.base(),
                    "give one of the two another name");
        }
        if (!definition.isDeclared() && isCleaned(definition)) {
            String rule = ", since a name has letters and digits of ASCII, _ and :";
            warn(definition, "is " + name.base() + " for Prometheus" + rule, "");
        }
        claimed(name, definition).forEach(claimed -> owners.put(claimed, definition));
        names.put(definition, name);
        return name;
    }

    private void warn(Definition definition, String cause, String cure) {
        warnings.warn("changed-name", definition.name() + " on /metrics", cause, cure);
    }

    /** Returns true if other characters than dots, dashes and blanks were replaced. */
    private static boolean isCleaned(Definition definition) {
        String expected = definition.name().replaceAll("[-. ]", "_");
        String name = definition.prometheusName();
        return !name.equals(expected) && !name.equals('_' + expected);
    }

    private Set<String> claimed(FamilyName name, Definition definition) {
        if (definition.kind() != Kind.TIMER || endingsOfTimers.isEmpty()) {
            return name.claimed();
        }
        Set<String> claimed = new HashSet<>(name.claimed());
        endingsOfTimers.forEach(ending -> claimed.add(name.base() + ending));
        return claimed;
    }

    private @Nullable Definition ownerOfOne(Set<String> claimed) {
        return claimed.stream()
                .filter(owners::containsKey)
                .map(owners::get)
                .findFirst()
                .orElse(null);
    }
}
