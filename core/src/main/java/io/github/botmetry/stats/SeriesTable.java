package io.github.botmetry.stats;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every series of one Botmetry, behind its {@link Stats}.
 *
 * <p>Bounded: by the values of a label, by the series of a definition, and in total. What is over goes to a series whose
 * label values are {@value #OTHER}, and is counted. Thread-safe; series are created under one lock and read without it.
 */
public final class SeriesTable {

    /** The label value, and the undeclared name, that what is over a limit is recorded under. */
    public static final String OTHER = "_other";

    /** How many series a table holds unless told. */
    public static final int DEFAULT_LIMIT = 10_000;

    private static final CounterDefinition FOLDED = CounterDefinition.named("botmetry.series.folded")
            .help("Look-ups of names and label values over a limit, which went to " + OTHER + ".")
            .build();

    private final int limit;
    private final Warnings warnings;
    private final Refusals refusals;
    private final Guard suppliers;
    private final TimerListeners listeners;
    private final Map<String, Family> families = new HashMap<>();
    private final Stats stats;
    private final CounterCell folded;
    private volatile Snapshot snapshot = new Snapshot(new Cell[64], 0);
    private boolean foldingReported;

    private record Snapshot(Cell[] cells, int size) {}

    /** @param limit how many series it may hold, besides its own and those of what is over a limit */
    public SeriesTable(int limit, Warnings warnings) {
        this.limit = limit + Refusal.values().length + 1;
        this.warnings = warnings;
        this.refusals = new Refusals(warnings);
        this.suppliers = warnings.guard("gauge supplier");
        this.listeners = new TimerListeners(warnings);
        this.stats = new NamespacedStats(this, "");
        for (Refusal refusal : Refusal.values()) {
            refusals.countIn(refusal, (CounterCell) declared(Refusals.REFUSED, List.of(refusal.reason())));
        }
        this.folded = (CounterCell) declared(FOLDED, List.of());
    }

    public Stats stats() {
        return stats;
    }

    /** Tells of each duration from now on; one that is told before is told first. */
    public synchronized void listen(TimerListener listener) {
        listeners.add(listener);
        for (Series one : series()) {
            if (one instanceof TimerCell timer) {
                timer.listen(listeners.of(one.definition()));
            }
        }
    }

    /** All series there are now; those that come meanwhile are in the next look. */
    public Iterable<Series> series() {
        Snapshot now = snapshot;
        return () -> Arrays.<Series>stream(now.cells, 0, now.size).iterator();
    }

    /** How many series there are. */
    public int size() {
        return snapshot.size;
    }

    /** How many series were wanted beyond a limit; each further use of a folded name counts again. */
    public long folded() {
        return folded.total();
    }

    /** What was refused since the start, by reason: {@code name}, {@code value}, {@code collision}, {@code labels}. */
    public Map<String, Long> refused() {
        Map<String, Long> refused = new TreeMap<>();
        refusals.counts().forEach((refusal, count) -> refused.put(refusal.reason(), count.total()));
        return refused;
    }

    Refusals refusals() {
        return refusals;
    }

    /** The cell of an undeclared name, the refusing handle if the name is taken, or the cell of what is over the limit. */
    synchronized Object undeclared(Definition definition) {
        Family family = families.get(definition.prometheusName());
        if (family == null && snapshot.size >= limit) {
            fold(definition + ": " + limit + " series in total");
            return family(otherOf(definition.kind())).cell(List.of(), this);
        }
        return family(definition).only(definition, this);
    }

    private static Definition otherOf(Kind kind) {
        return switch (kind) {
            case COUNTER -> new CounterDefinition(OTHER);
            case GAUGE -> new GaugeDefinition(OTHER + ".gauge");
            case TIMER -> new TimerDefinition(OTHER + ".timer");
        };
    }

    /** Whether a definition could be used, as far as its name is concerned; if so the name is its own from now on. */
    synchronized boolean accepts(Definition definition) {
        return family(definition).definition().equals(definition);
    }

    /** The cell of a declared series. */
    synchronized Object declared(Definition definition, List<String> labelValues) {
        Family family = family(definition);
        if (!family.definition().equals(definition)) {
            return family.refuseOrThrow(definition, refusals);
        }
        return family.cell(labelValues, this);
    }

    private Family family(Definition definition) {
        return families.computeIfAbsent(definition.prometheusName(), name -> new Family(definition));
    }

    boolean isFull() {
        return snapshot.size >= limit;
    }

    /** Counts one that went to {@code _other}; says so once. */
    synchronized void fold(String what) {
        folded.incr();
        if (!foldingReported) {
            foldingReported = true;
            warnings.warn(
                    "series-limit",
                    what,
                    "limit reached, so further values are recorded as " + OTHER,
                    "raise the limit");
        }
    }

    /** Called by families, under the lock. */
    Cell create(Definition definition, List<String> labelValues) {
        Snapshot now = snapshot;
        boolean isFolded = labelValues.contains(OTHER)
                || (!definition.isDeclared() && definition.name().startsWith(OTHER));
        Cell.Identity identity = new Cell.Identity(definition, labelValues, now.size, isFolded);
        Cell cell = switch (definition.kind()) {
            case COUNTER -> new CounterCell(identity, refusals);
            case GAUGE -> new GaugeCell(identity, refusals, suppliers);
            case TIMER -> new TimerCell(identity, refusals, listeners.of(definition));
        };
        Cell[] cells = now.size < now.cells.length ? now.cells : Arrays.copyOf(now.cells, now.size * 2);
        cells[now.size] = cell;
        snapshot = new Snapshot(cells, now.size + 1);
        return cell;
    }
}
