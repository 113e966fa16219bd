package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Definition;
import java.util.HashSet;
import java.util.Set;

/** Counts and names what is not on {@code /metrics} since another has its name. Guarded by the {@link Exposition}'s lock. */
final class HiddenNames {

    private final Counter count;
    private final Warnings warnings;
    private final Set<Definition> known = new HashSet<>();

    HiddenNames(Counter count, Warnings warnings) {
        this.count = count;
        this.warnings = warnings;
    }

    void add(Definition definition, FamilyName name) {
        if (known.add(definition)) {
            count.incr();
            warnings.warn(
                    "hidden-name",
                    definition.toString(),
                    "is not on /metrics, since another has one of its names " + name.claimed(),
                    "give one of the two another name");
        }
    }
}
