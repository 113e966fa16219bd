package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hold every series of one Botmetry, behind its {@link Stats}.
 *
 * <p>Bounded: by the values of a label, by the series of a definition, in total, and by the length of names. Numbers over a
 * limit go to a series whose label values are {@value #OTHER}, and are counted; long names are cut. Thread-safe; series are
 * created under one lock, without logging or foreign calls, and read without it.
 */
public final class SeriesTable {

    /** Label value and undeclared name for numbers over a limit. */
    public static final String OTHER = "_other";

    /** Default limit of series. */
    public static final int DEFAULT_LIMIT = 10_000;

    private static final CounterDefinition FOLDED = CounterDefinition.named("botmetry.series.folded")
            .help("Look-ups of names and label values over a limit, which went to " + OTHER + ".")
            .build();

    private static final GaugeDefinition SERIES =
            GaugeDefinition.named("botmetry.series").help("Series that exist.").build();

    /** Extra room for definitions when undeclared names have taken all other room. */
    private static final int ROOM_FOR_DECLARED = 1_000;

    private static final int OWN = Refusal.values().length + 2;

    private final int limit;
    private final Refusals refusals;
    private final Foldings foldings;
    private final GaugeReader gauges;
    private final TimerListeners listeners;
    private final Cells cells;
    private final Families families;
    private final Stats stats;
    private final CounterCell folded;
    private final GaugeCell sizes;
    private boolean totalIsReached;
    private boolean isClosed;

    /** Makes a table without a Botmetry, for tests: its threads end when idle. */
    public SeriesTable(int limit, Warnings warnings) {
        this(limit, warnings, GaugeReader.shortLived(warnings));
    }

    /**
     * @param limit number of series, without its own and those named {@value #OTHER}
     * @param threads makes the threads that call the suppliers of gauges
     */
    public SeriesTable(int limit, Warnings warnings, ThreadFactory threads) {
        this(limit, warnings, new GaugeReader(warnings, threads));
    }

    private SeriesTable(int limit, Warnings warnings, GaugeReader gauges) {
        this.limit = limit + OWN;
        this.families = new Families(this.limit + ROOM_FOR_DECLARED);
        this.refusals = new Refusals(warnings);
        this.foldings = new Foldings(warnings);
        this.gauges = gauges;
        this.listeners = new TimerListeners(warnings);
        this.cells = new Cells(refusals, gauges, listeners);
        this.stats = new NamespacedStats(this);
        for (Refusal refusal : Refusal.values()) {
            refusals.countIn(refusal, (CounterCell) declared(Refusals.REFUSED, List.of(refusal.reason())));
        }
        this.folded = (CounterCell) declared(FOLDED, List.of());
        this.sizes = (GaugeCell) declared(SERIES, List.of());
    }

    /**
     * Records in a temporary table before the first bot does, so that no class is initialised near the end of a bot's stack: a
     * class that fails there stays broken.
     */
    public static void rehearse() {
        Rehearsal.in(new SeriesTable(100, new Warnings(false)));
    }

    public Stats stats() {
        return stats;
    }

    /** Passes every duration from now on to the listener; listeners are called in the order of their adding. */
    public void listen(TimerListener listener) {
        TimerListeners.Added added = listeners.guarded(listener);
        synchronized (this) {
            listeners.add(added);
            for (Series one : cells.all()) {
                if (one instanceof TimerCell timer) {
                    timer.listen(listeners.of(one.definition()));
                }
            }
        }
    }

    /** All present series, with the present values of gauges; later series are in the next call. */
    public Iterable<Series> series() {
        sizes.set(size());
        return cells.all();
    }

    /** All present series; first calls suppliers of gauges whose values are older than a second. */
    public Iterable<Series> read() {
        return read(GaugeReader.MAX_AGE);
    }

    /**
     * All present series, for a reader that may come more often than each second. Waits at most a second for suppliers; a gauge
     * whose supplier has not answered by then is absent.
     *
     * @param interval time between two calls of the reader
     */
    public Iterable<Series> read(Duration interval) {
        gauges.refresh(interval);
        return series();
    }

    /** All present series, for tests: first calls all suppliers, with a limit of some seconds. */
    public Iterable<Series> readNow() {
        gauges.refreshNow();
        return series();
    }

    /** Starts to call the suppliers of gauges for the last flush, without waiting for them. */
    public void readAhead() {
        gauges.readAhead();
    }

    /**
     * Refuses all further recordings, except Botmetry's own counts, so that sinks can send the final numbers. Gauges keep their
     * values; suppliers are no longer called.
     */
    public void close() {
        gauges.close();
        synchronized (this) {
            isClosed = true;
            for (Series one : cells.all()) {
                if (!isOwn(one.definition())) {
                    ((Cell) one).close();
                }
            }
        }
    }

    private static boolean isOwn(Definition definition) {
        return definition.isDeclared() && Names.isOwn(definition.name());
    }

    /** Number of series. */
    public int size() {
        return cells.size();
    }

    /** Number of look-ups over a limit; each further use of a folded name counts again. */
    public long folded() {
        return folded.total();
    }

    /** State of the suppliers of gauges. */
    public GaugeAnswers gaugeAnswers() {
        return gauges.answers();
    }

    /**
     * Amounts refused since the start, by reason: {@code name}, {@code value}, {@code collision},
     * {@code labels}, {@code closed}.
     */
    public Map<String, Long> refused() {
        Map<String, Long> refused = new TreeMap<>();
        refusals.counts().forEach((refusal, count) -> refused.put(refusal.reason(), count.total()));
        return refused;
    }

    Refusals refusals() {
        return refusals;
    }

    Foldings foldings() {
        return foldings;
    }

    /** The cell of an undeclared name, a refusing handle, or the cell for names over the limit. */
    Object undeclared(Definition definition) {
        Object handle = undeclaredUnsaid(definition);
        foldings.say();
        return handle;
    }

    private synchronized Object undeclaredUnsaid(Definition definition) {
        Family known = families.known(definition);
        if (isClosed && !isOwn(definition)) {
            return knownOrClosed(known != null && known.takes(definition) ? known : null, definition, List.of());
        }
        if (hasNoRoomFor(definition)) {
            return otherInsteadOf(definition);
        }
        Family family = known != null ? known : families.of(definition);
        return family.takes(definition) ? family.cell(List.of(), this) : collision(definition, family);
    }

    private Cell otherInsteadOf(Definition definition) {
        countFolded();
        totalReached(definition.name());
        return families.others(definition.kind()).cell(List.of(), this);
    }

    private Object knownOrClosed(@Nullable Family family, Definition definition, List<String> labelValues) {
        Cell known = family == null ? null : family.known(labelValues);
        return known != null ? known : refusals.closed(definition.name());
    }

    private RefusedHandle collision(Definition wanted, Family family) {
        return refusals.handle(
                Refusal.COLLISION,
                wanted.name(),
                "name must be of one kind and declaration, was that of " + family.definition() + " before " + wanted);
    }

    /** A refusing handle if the name is taken; null if not, and the definition then takes it. */
    @Nullable
    synchronized RefusedHandle collisionOf(Definition definition) {
        if (isClosed || hasNoRoomFor(definition)) {
            return null;
        }
        Family family = families.of(definition);
        return family.definition().equals(definition) ? null : collision(definition, family);
    }

    /**
     * The cell of a declared series, or a refusing handle.
     *
     * @throws IllegalArgumentException if the name was declared otherwise before
     */
    Object declared(Definition definition, List<String> labelValues) {
        Object handle = declaredUnsaid(definition, labelValues);
        foldings.say();
        return handle;
    }

    private synchronized Object declaredUnsaid(Definition definition, List<String> labelValues) {
        if (isClosed && !isOwn(definition)) {
            Family known = families.known(definition);
            boolean same = known != null && known.definition().equals(definition);
            return knownOrClosed(same ? known : null, definition, labelValues);
        }
        if (hasNoRoomFor(definition)) {
            return otherInsteadOf(definition);
        }
        Family family = families.of(definition);
        if (family.definition().equals(definition)) {
            return family.cell(labelValues, this);
        }
        if (family.definition().isDeclared() && family.definition().name().equals(definition.name())) {
            throw family.differs(definition);
        }
        return collision(definition, family);
    }

    private boolean hasNoRoomFor(Definition definition) {
        boolean isFull = definition.isDeclared() ? families.isFull() : isFull();
        return isFull && families.known(definition) == null && !isOwn(definition);
    }

    boolean isFull() {
        return cells.size() >= limit;
    }

    void countFolded() {
        folded.add(1);
    }

    void totalReached(String first) {
        if (!totalIsReached) {
            totalIsReached = true;
            foldings.reached(limit - OWN + " series in total", "raise maxSeries", first);
        }
    }

    /** Makes a series for a family, under the lock; {@link #publish} shows it. */
    Cells.Added prepare(Definition definition, List<String> labelValues) {
        boolean isFolded = labelValues.contains(OTHER)
                || (!definition.isDeclared() && definition.name().startsWith(OTHER));
        return cells.prepare(new Cell.Identity(definition, labelValues, cells.size(), isFolded));
    }

    void publish(Cells.Added added) {
        cells.publish(added);
    }
}
