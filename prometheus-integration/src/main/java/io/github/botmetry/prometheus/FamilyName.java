package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.TimerDefinition;
import java.util.List;
import java.util.Set;

/**
 * What a definition is called in a scrape.
 *
 * @param base the name without what a sample adds to it, with the unit
 * @param unit empty if there is none
 * @param claimed all names that its samples have, so that two families never mix
 */
record FamilyName(String base, String unit, Set<String> claimed) {

    private static final String INFO = "_info";

    /** What the formats add themselves, and what the older client_java refuses at the end of a name. */
    private static final List<String> RESERVED = List.of("_total", "_created", "_bucket", INFO);

    static FamilyName of(Definition definition) {
        String name = definition.prometheusName();
        String base = withoutReserved(name);
        if (definition.kind() == Kind.GAUGE && name.endsWith(INFO)) {
            return new FamilyName(base + INFO, "", Set.of(base, base + INFO));
        }
        String unit = unit(definition);
        if (!unit.isEmpty() && !base.endsWith('_' + unit)) {
            base += '_' + unit;
        }
        return new FamilyName(base, unit, claimed(base, definition));
    }

    private static String withoutReserved(String name) {
        String base = name;
        for (String suffix : RESERVED) {
            if (base.endsWith(suffix)) {
                base = withoutReserved(base.substring(0, base.length() - suffix.length()));
            }
        }
        return base.isEmpty() ? "unnamed" : base;
    }

    private static String unit(Definition definition) {
        if (definition.kind() == Kind.TIMER) {
            return "seconds";
        }
        String unit = definition.unit().replaceAll("[^A-Za-z0-9_]", "_");
        String named = "of_" + unit;
        return withoutReserved(named).equals(named) ? unit : "";
    }

    private static Set<String> claimed(String base, Definition definition) {
        return switch (definition.kind()) {
            case COUNTER -> Set.of(base, base + "_total", base + "_created");
            case GAUGE -> Set.of(base);
            case TIMER ->
                isHistogram(definition)
                        ? Set.of(base, base + "_count", base + "_sum", base + "_bucket", base + "_created")
                        : Set.of(base, base + "_count", base + "_sum", base + "_created");
        };
    }

    static boolean isHistogram(Definition definition) {
        return definition instanceof TimerDefinition timer && timer.isHistogram();
    }

    /** A gauge of this kind says 1, with what it knows in its labels. */
    boolean isInfo() {
        return base.endsWith(INFO);
    }

    String withoutInfo() {
        return isInfo() ? base.substring(0, base.length() - INFO.length()) : base;
    }
}
