package io.github.botmetry.statsd;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.OriginalHash;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each name and label value of one sink to one owner: the first keeps the plain form, later ones get a hash.
 *
 * <p>Called once for each series, so the number of series bounds the number of names. Thread-safe.
 */
final class WireNames {

    static final String CHANGED = "changed-name";

    /** Tells these warnings apart from those of other sinks with the same code. */
    private static final String ON_THE_WIRE = " at StatsD";

    private final Dialect dialect;
    private final LineRefusals.Warning warning;
    private final Map<String, Owner> names = new HashMap<>();
    private final Map<String, Map<String, String>> labelValues = new HashMap<>();

    /**
     * The series that share one name.
     *
     * @param path index of the definition's path; {@link #NO_PATH} if all its series have one name
     * @param values values of the labels in that path, as recorded
     */
    record Owner(Definition definition, int path, List<String> values) {

        static final int NO_PATH = -1;

        boolean isTimer() {
            return definition.kind() == Kind.TIMER;
        }

        @Override
        public String toString() {
            boolean hasPath = path > NO_PATH && definition.isDeclared();
            String original = hasPath ? definition.paths().get(path) : definition.name();
            return values.isEmpty() ? original : original + values;
        }

        String describe() {
            return definition.kind().name().toLowerCase(Locale.ROOT) + " " + definition.name() + values;
        }
    }

    WireNames(Dialect dialect, LineRefusals.Warning warning) {
        this.dialect = dialect;
        this.warning = warning;
    }

    /** Makes the whole name for an owner, and reserves it. */
    synchronized String name(String form, Owner owner) {
        String name = OriginalHash.firstFree(
                owner.toString(), suffix -> form + suffix, candidate -> blocking(candidate, owner) == null);
        Owner first = blocking(form, owner);
        if (!owner.definition().isDeclared()) {
            warnOfCleaned(owner.definition());
        }
        names.putIfAbsent(dialect.nameSeenAs(name), owner);
        if (first != null) {
            warning.warn(
                    CHANGED,
                    owner + ON_THE_WIRE,
                    owner.describe() + " is sent as " + name + ", since " + first.describe() + " was first to have "
                            + form,
                    "give one of the two another name");
        }
        return name;
    }

    private void warnOfCleaned(Definition undeclared) {
        String clean = undeclared.plainNames(List.of()).get(0);
        if (!clean.equals(undeclared.name())) {
            warning.warn(
                    CHANGED,
                    undeclared.name() + ON_THE_WIRE,
                    "is sent as " + clean + ", since a name has letters and digits of ASCII, _, - and single dots",
                    "");
        }
    }

    /** Finds another owner of the name, or of a name that servers derive from a timer's; null if there is none. */
    private @Nullable Owner blocking(String form, Owner owner) {
        String name = dialect.nameSeenAs(form);
        Owner same = names.get(name);
        if (same != null) {
            return same.equals(owner) ? null : same;
        }
        for (String derived : dialect.derivedFromTimers()) {
            Owner other = owner.isTimer() ? names.get(name + derived) : timerOf(name, derived);
            if (other != null && other.isTimer() != owner.isTimer()) {
                return other;
            }
        }
        return null;
    }

    private @Nullable Owner timerOf(String name, String derived) {
        return name.endsWith(derived) ? names.get(name.substring(0, name.length() - derived.length())) : null;
    }

    /** Makes the form of a label's value, the same in all series of the sink. */
    synchronized String labelValue(String label, String value, String form) {
        Map<String, String> taken = labelValues.computeIfAbsent(label, key -> new HashMap<>());
        String name = OriginalHash.firstFree(
                value,
                suffix -> form + suffix,
                candidate -> value.equals(taken.getOrDefault(dialect.valueSeenAs(candidate), value)));
        taken.putIfAbsent(dialect.valueSeenAs(name), value);
        if (!name.equals(form)) {
            warning.warn(
                    CHANGED,
                    label + "=" + value + ON_THE_WIRE,
                    "is sent as " + name + ", since " + taken.get(dialect.valueSeenAs(form)) + " was first to have "
                            + form,
                    "use values that differ in letters and digits");
        }
        return name;
    }

    /** The number of names and label values kept. */
    synchronized int size() {
        return names.size() + labelValues.values().stream().mapToInt(Map::size).sum();
    }
}
