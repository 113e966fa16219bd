package io.github.botmetry.stats;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Warns of suppliers of gauges that throw or do not answer. Thread-safe. */
final class GaugeTroubles {

    private static final String HANGING = "hanging";
    private static final String ALL = "gauges";
    private static final int MAX_NAMED = 5;

    private final Warnings warnings;
    private final Guard all;
    private final Map<SuppliedValue, Guard> failing = new ConcurrentHashMap<>();
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private final Set<SuppliedValue> hanging = ConcurrentHashMap.newKeySet();
    private volatile Guard lastFailed;
    private volatile boolean isAllNamed;

    GaugeTroubles(Warnings warnings) {
        this.warnings = warnings;
        this.all = warnings.guard("gauge supplier");
        this.lastFailed = all;
    }

    GaugeAnswers answers() {
        List<SuppliedValue> stuck = List.copyOf(hanging);
        boolean areFine = stuck.isEmpty() && failing.isEmpty() && !all.isFailing();
        return new GaugeAnswers(stuck.size(), areFine, stuck.isEmpty() ? thrown() : "these hang: " + names(stuck));
    }

    private @Nullable String thrown() {
        List<SuppliedValue> throwing = List.copyOf(failing.keySet());
        String last = lastFailed.lastError();
        return throwing.isEmpty() || last == null ? last : names(throwing) + ": " + last;
    }

    /** Number of suppliers that hang, each on a thread. */
    int hanging() {
        return hanging.size();
    }

    void fails(SuppliedValue supplied, Throwable thrown) {
        Guard guard = all; // remains if there is no memory for another guard
        try {
            guard = guardOf(supplied);
            failing.put(supplied, guard);
            lastFailed = guard;
        } finally {
            guard.failed(thrown);
        }
    }

    /** The guard of the supplier's name, or the common one if there are too many names. */
    private Guard guardOf(SuppliedValue supplied) {
        Guard known = failing.get(supplied);
        if (known != null) {
            return known;
        }
        String name = supplied.name();
        boolean isNamed = named.contains(name) || (named.size() < Warnings.MAX_SUBJECTS && named.add(name));
        return isNamed ? all.named(name) : all;
    }

    /** Ends the warning of a supplier that works again or is released; the common one ends with the last. */
    void works(SuppliedValue supplied) {
        Guard guard = failing.remove(supplied);
        if (guard != null && guard != all) {
            guard.succeeded();
        }
        if (all.isFailing() && !failing.containsValue(all)) {
            all.succeeded();
        }
    }

    void hangs(SuppliedValue supplied, Duration limit) {
        hanging.add(supplied);
        warnings.warn(
                HANGING,
                supplied.name(),
                "its supplier has not answered within " + limit.toSeconds() + " s, so the gauge is absent",
                "let it read a field instead of waiting for something");
        if (!supplied.isHanging()) {
            comesBack(supplied); // the supplier answered just now
        }
    }

    void comesBack(SuppliedValue supplied) {
        hanging.remove(supplied);
        warnings.resolved(HANGING, supplied.name());
    }

    /** Warns of suppliers that were not called since others took all the time; an empty list ends the warning. */
    void areUnasked(List<SuppliedValue> unasked) {
        if (!unasked.isEmpty()) {
            isAllNamed = true;
            warnings.warn(
                    HANGING,
                    ALL,
                    unasked.size() + " gauges are absent, since the suppliers of others take all the time: "
                            + names(unasked),
                    "see which others hang");
        } else if (isAllNamed) {
            isAllNamed = false;
            warnings.resolved(HANGING, ALL);
        }
    }

    private static String names(List<SuppliedValue> gauges) {
        String first = gauges.stream().limit(MAX_NAMED).map(SuppliedValue::name).collect(Collectors.joining(", "));
        return gauges.size() > MAX_NAMED ? first + ", ..." : first;
    }
}
