package io.github.botmetry.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All series of one name. Guarded by the lock of its table, so it calls and logs nothing. */
final class Family {

    private final Definition definition;
    private final Map<List<String>, Cell> cells = new HashMap<>();
    private final List<Set<String>> seenValues = new ArrayList<>();
    private Set<String> limitsReached = Set.of();

    Family(Definition definition) {
        this.definition = definition;
        definition.labels().forEach(label -> seenValues.add(new HashSet<>()));
    }

    Definition definition() {
        return definition;
    }

    /** True if an undeclared name may be recorded in this family's only series. */
    boolean takes(Definition undeclared) {
        boolean same =
                undeclared.kind() == definition.kind() && undeclared.name().equals(definition.name());
        return same && definition.labels().isEmpty();
    }

    /** Makes the exception for another definition of the same name. */
    IllegalArgumentException differs(Definition wanted) {
        return new IllegalArgumentException("definition must equal the earlier one of its name, " + describe(definition)
                + ", was " + describe(wanted));
    }

    private static String describe(Definition definition) {
        return definition + " with paths " + definition.paths() + ", help \"" + definition.help() + "\"";
    }

    /** The series of these label values if there is one. */
    @Nullable
    Cell known(List<String> labelValues) {
        return cells.get(labelValues);
    }

    /** The series of these label values, of the folded ones if a limit is reached. */
    Cell cell(List<String> labelValues, SeriesTable table) {
        Cell known = cells.get(labelValues);
        if (known != null) {
            return known;
        }
        List<String> within = withinLimits(labelValues, table);
        Cell cell = cells.get(within);
        return cell != null ? cell : add(within, table);
    }

    /** Adds the series to family and table, or to neither if memory or stack runs out in between. */
    private Cell add(List<String> labelValues, SeriesTable table) {
        Cells.Added added = table.prepare(definition, labelValues);
        try {
            cells.put(labelValues, added.cell());
        } catch (Throwable failure) {
            cells.remove(labelValues);
            throw failure;
        }
        table.publish(added);
        return added.cell();
    }

    private List<String> withinLimits(List<String> labelValues, SeriesTable table) {
        if (!labelValues.isEmpty() && (table.isFull() || cells.size() >= definition.seriesLimit())) {
            table.countFolded();
            if (table.isFull()) {
                table.totalReached(definition.name() + labelValues);
            } else if (isFirst("")) {
                table.foldings().reached(definition.name(), "raise its seriesLimit", labelValues.toString());
            }
            return Collections.nCopies(labelValues.size(), SeriesTable.OTHER);
        }
        List<String> within = new ArrayList<>(labelValues);
        for (int i = 0; i < within.size(); i++) {
            if (!isWithin(i, within.get(i))) {
                foldLabel(definition.labels().get(i), within.get(i), table);
                within.set(i, SeriesTable.OTHER);
            }
        }
        return List.copyOf(within);
    }

    private boolean isWithin(int index, String value) {
        Set<String> seen = seenValues.get(index);
        if (seen.size() < definition.limit(definition.labels().get(index))) {
            seen.add(value);
            return true;
        }
        return seen.contains(value);
    }

    private void foldLabel(String label, String value, SeriesTable table) {
        table.countFolded();
        if (isFirst(label)) {
            table.foldings().reached(definition.name() + "{" + label + "}", "raise the limit of this label", value);
        }
    }

    private boolean isFirst(String limit) {
        if (limitsReached.isEmpty()) {
            limitsReached = new HashSet<>();
        }
        return limitsReached.add(limit);
    }
}
