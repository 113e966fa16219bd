package io.github.botmetry.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All series of one name. Guarded by the lock of its table. */
final class Family {

    private final Definition definition;
    private final Map<List<String>, Cell> cells = new HashMap<>();
    private final List<Set<String>> seenValues = new ArrayList<>();
    private boolean collisionReported;

    Family(Definition definition) {
        this.definition = definition;
        definition.labels().forEach(label -> seenValues.add(new HashSet<>()));
    }

    Definition definition() {
        return definition;
    }

    /** The one series of an undeclared name, or the refusing handle if the name belongs to another. */
    Object only(Definition wanted, SeriesTable table) {
        boolean same = wanted.kind() == definition.kind() && wanted.name().equals(definition.name());
        if (!same || !definition.labels().isEmpty()) {
            return refuse(wanted, table.refusals());
        }
        return cell(List.of(), table);
    }

    Object refuseOrThrow(Definition wanted, Refusals refusals) {
        if (definition.isDeclared() && definition.name().equals(wanted.name())) {
            throw new IllegalArgumentException("definition must equal the earlier one of its name, "
                    + describe(definition) + ", was " + describe(wanted));
        }
        return refuse(wanted, refusals);
    }

    private static String describe(Definition definition) {
        return definition + " with paths " + definition.paths() + ", help \"" + definition.help() + "\"";
    }

    private Refusals refuse(Definition wanted, Refusals refusals) {
        if (!collisionReported) {
            collisionReported = true;
            refusals.refuse(Refusal.COLLISION, wanted + ", which was first used as " + definition);
        }
        return refusals;
    }

    /** The series of these label values, of the folded ones if a limit is reached. */
    Cell cell(List<String> labelValues, SeriesTable table) {
        Cell known = cells.get(labelValues);
        if (known != null) {
            return known;
        }
        List<String> within = withinLimits(labelValues, table);
        Cell cell = cells.get(within);
        if (cell == null) {
            cell = table.create(definition, within);
            cells.put(within, cell);
        }
        return cell;
    }

    private List<String> withinLimits(List<String> labelValues, SeriesTable table) {
        if (!labelValues.isEmpty() && (table.isFull() || cells.size() >= definition.seriesLimit())) {
            table.fold(definition.name() + labelValues);
            return Collections.nCopies(labelValues.size(), SeriesTable.OTHER);
        }
        List<String> within = new ArrayList<>(labelValues);
        for (int i = 0; i < within.size(); i++) {
            String label = definition.labels().get(i);
            Set<String> seen = seenValues.get(i);
            if (seen.size() < definition.limit(label)) {
                seen.add(within.get(i));
            } else if (!seen.contains(within.get(i))) {
                within.set(i, SeriesTable.OTHER);
                table.fold(definition.name() + "{" + label + "=" + labelValues.get(i) + "}");
            }
        }
        return List.copyOf(within);
    }
}
