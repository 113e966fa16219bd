package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts refusals, in amounts: delivered and refused amounts together are the recorded one.
 *
 * <p>Each reason and name is one warning. After the close only the first refusal is logged, so that a process does not end with a
 * hundred lines. Never called under a lock.
 */
final class Refusals {

    static final CounterDefinition REFUSED = CounterDefinition.named("botmetry.refused")
            .labels("reason")
            .help("What could not be recorded, in amounts, by reason.")
            .build();

    private static final int MAX_SHOWN = 80;
    private static final int HASH_LENGTH = 8;
    private static final String CLOSED = "Botmetry is closed; record before close(), what comes later is only counted";

    private final Warnings warnings;
    private final Map<Refusal, CounterCell> counts = new EnumMap<>(Refusal.class);
    private final AtomicBoolean closedIsNamed = new AtomicBoolean();

    Refusals(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Sets the cell that counts a reason. Called after the constructor, since the cell itself refuses here. */
    void countIn(Refusal refusal, CounterCell cell) {
        counts.put(refusal, cell);
    }

    /**
     * Makes a handle that refuses each use and counts the amount that it would have recorded.
     *
     * @param broken the rule that was broken, with argument and value: {@code name must not be empty, was ""}
     */
    RefusedHandle handle(Refusal refusal, String name, String broken) {
        return new RefusedHandle(this, refusal, name, cause("it", broken));
    }

    /** Makes the handle of a series after the close. */
    RefusedHandle closed(String name) {
        return handle(Refusal.CLOSED, name, CLOSED);
    }

    /**
     * Refuses a value that its series cannot hold. Counts it as 1, since its size means nothing.
     *
     * @param broken the rule: {@code value must be finite}
     */
    void refuseValue(Cell cell, Object value, String broken) {
        refuse(Refusal.VALUE, cell.definition().name(), 1, cause(String.valueOf(value), broken));
    }

    void refuseClosed(Cell cell, long amount) {
        refuse(Refusal.CLOSED, cell.definition().name(), amount, cause("it", CLOSED));
    }

    private static String cause(String what, String broken) {
        return "refused to record " + what + ": " + broken;
    }

    void refuse(Refusal refusal, String name, long amount, String cause) {
        CounterCell count = Objects.requireNonNull(counts.get(refusal));
        count.add(count.hasRoomFor(amount) ? amount : 1);
        if (refusal != Refusal.CLOSED || (!closedIsNamed.get() && closedIsNamed.compareAndSet(false, true))) {
            warnings.warn(refusal.code(), name, cause, "");
        }
    }

    /** Warns of a mistake that lost no number. */
    void warn(Refusal refusal, String name, String cause) {
        warnings.warn(refusal.code(), name, cause, "");
    }

    /** Warns of a text that was too long, by its cut form. */
    void cut(String left) {
        warnings.warn(
                "changed-name",
                left.substring(0, MAX_SHOWN) + "..." + left.substring(left.length() - HASH_LENGTH),
                "was longer: a name or label value has at most " + Names.MAX_LENGTH + " characters",
                "use a shorter one");
    }

    Map<Refusal, CounterCell> counts() {
        return counts;
    }
}
