package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.TimerDefinition;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Derives the names of a definition in a scrape.
 *
 * @param suffix distinguishes it from another of the same name; empty for the first
 * @param base the name with the unit, without the endings of samples
 * @param unit empty if there is none
 * @param claimed all names of its samples, so that two families never mix
 */
record FamilyName(String suffix, String base, String unit, Set<String> claimed) {

    private static final String INFO = "_info";
    private static final String TOTAL = "_total";

    private static final Pattern DOTTED = Pattern.compile("[-A-Za-z0-9_:. ]*");

    /** Endings of names that client_java before 1.5 refuses. */
    private static final List<String> RESERVED = List.of(TOTAL, "_created", "_bucket", INFO);

    /** @param suffix is placed before the endings of kind and unit */
    static FamilyName of(Definition definition, String suffix) {
        String name = definition.prometheusName();
        if (definition.kind() == Kind.GAUGE && name.endsWith(INFO)) {
            String base = withoutReserved(name) + suffix;
            return new FamilyName(suffix, base + INFO, "", Set.copyOf(List.of(base, base + INFO, snapshotName(base))));
        }
        String unit = unit(definition);
        String end = unit.isEmpty() ? "" : '_' + unit;
        String stem = definition.kind() == Kind.COUNTER ? without(List.of(TOTAL), name) : name;
        if (stem.endsWith(end)) {
            stem = stem.substring(0, stem.length() - end.length());
        }
        String base = (stem.isEmpty() ? "unnamed" : stem) + suffix + end;
        return new FamilyName(suffix, base, unit, claimed(base, definition));
    }

    private static String withoutReserved(String name) {
        String base = without(RESERVED, name);
        return base.isEmpty() ? "unnamed" : base;
    }

    private static String without(List<String> endings, String name) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return without(endings, name.substring(0, name.length() - ending.length()));
            }
        }
        return name;
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
        Set<String> claimed = new HashSet<>(List.of(base, snapshotName(base)));
        List<String> endings = switch (definition.kind()) {
            case COUNTER -> List.of(TOTAL, "_created");
            case GAUGE -> List.of();
            case TIMER ->
                isHistogram(definition)
                        ? List.of("_count", "_sum", "_bucket", "_created")
                        : List.of("_count", "_sum", "_created");
        };
        endings.forEach(ending -> claimed.add(base + ending));
        return Set.copyOf(claimed);
    }

    static boolean isHistogram(Definition definition) {
        return definition instanceof TimerDefinition timer && timer.isHistogram();
    }

    /** Returns the dotted name for a Micrometer registry, which makes its own form of it; all forms keep its characters. */
    String ofMeter(Definition definition) {
        String dotted = definition.name();
        return (DOTTED.matcher(dotted).matches() ? dotted : definition.prometheusName()) + suffix;
    }

    /** Returns true for a gauge that is always 1 and has its facts in labels. */
    boolean isInfo() {
        return base.endsWith(INFO) && claimed.contains(withoutInfo());
    }

    /** Returns the name for client_java, whose older versions refuse its own endings and names of one letter. */
    String snapshotName() {
        return snapshotName(isInfo() ? withoutInfo() : base);
    }

    private static String snapshotName(String base) {
        if (PrometheusNaming.isValidMetricName(base)) {
            return base;
        }
        String without = withoutReserved(base);
        return PrometheusNaming.isValidMetricName(without) ? without : without + '_';
    }

    private String withoutInfo() {
        return base.substring(0, base.length() - INFO.length());
    }
}
