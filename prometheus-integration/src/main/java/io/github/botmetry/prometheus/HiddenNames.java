package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Definition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts and logs metrics that are not on {@code /metrics} since another has the same name. Thread-safe. */
final class HiddenNames {

    private final Counter count;
    private final Warnings warnings;
    private final Set<Definition> known = new HashSet<>();

    HiddenNames(Counter count, Warnings warnings) {
        this.count = count;
        this.warnings = warnings;
    }

    /** Makes distinct names for our metrics on {@code /metrics}. */
    FamilyNames familyNames() {
        return new FamilyNames(warnings, List.of());
    }

    /** Makes distinct names for Micrometer, whose timers have a maximum too. */
    FamilyNames meterNames() {
        return new FamilyNames(warnings, List.of("_max"));
    }

    synchronized void add(Definition definition, FamilyName name) {
        if (known.add(definition)) {
            count.incr();
            warnings.warn(
                    "hidden-name",
                    definition.toString(),
                    "is not shown, since a meter or collector of the bot's own has one of its names " + name.claimed(),
                    "give one of the two another name");
        }
    }
}
