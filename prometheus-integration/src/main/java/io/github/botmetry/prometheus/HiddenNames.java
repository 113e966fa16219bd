package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Definition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts and names what is not on {@code /metrics} since another has its name. Thread-safe. */
final class HiddenNames {

    private final Counter count;
    private final Warnings warnings;
    private final Set<Definition> known = new HashSet<>();

    HiddenNames(Counter count, Warnings warnings) {
        this.count = count;
        this.warnings = warnings;
    }

    /** Gives ours names that differ from each other, which nothing hides. */
    FamilyNames familyNames() {
        return new FamilyNames(warnings, List.of());
    }

    /** The same for Micrometer, whose timers have a greatest value too. */
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
