package io.github.botmetry.stats;

import java.util.Arrays;

/** The cells of a table in their order. Added under the lock of the table, read without it. */
final class Cells {

    private final Refusals refusals;
    private final GaugeReader gauges;
    private final TimerListeners listeners;
    private volatile Snapshot snapshot = new Snapshot(new Cell[64], 0);

    record Snapshot(Cell[] cells, int size) {}

    /** A new cell, and the snapshot that shows it. */
    record Added(Cell cell, Snapshot snapshot) {}

    Cells(Refusals refusals, GaugeReader gauges, TimerListeners listeners) {
        this.refusals = refusals;
        this.gauges = gauges;
        this.listeners = listeners;
    }

    int size() {
        return snapshot.size;
    }

    Iterable<Series> all() {
        Snapshot now = snapshot;
        return () -> Arrays.<Series>stream(now.cells, 0, now.size).iterator();
    }

    /** Makes a cell and allocates everything for {@link #publish}, which then cannot fail. */
    Added prepare(Cell.Identity identity) {
        Snapshot now = snapshot;
        Cell cell = switch (identity.definition().kind()) {
            case COUNTER -> new CounterCell(identity, refusals);
            case GAUGE -> new GaugeCell(identity, refusals, gauges);
            case TIMER -> new TimerCell(identity, refusals, listeners.of(identity.definition()));
        };
        Cell[] cells = now.size < now.cells.length ? now.cells : Arrays.copyOf(now.cells, now.size * 2);
        cells[now.size] = cell;
        return new Added(cell, new Snapshot(cells, now.size + 1));
    }

    void publish(Added added) {
        snapshot = added.snapshot;
    }
}
