package io.github.botmetry;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All push sinks of one Botmetry, each for itself. */
record SinkLoops(
        SeriesTable table, Warnings warnings, Maintenance maintenance, Threads threads, List<SinkLoop> running) {

    /** Numbers that wait longer for a server are worth no delay of a process that ends. */
    static final Duration LAST_FLUSH_LIMIT = Duration.ofSeconds(2);

    SinkLoops(SeriesTable table, Warnings warnings, Maintenance maintenance, Threads threads) {
        this(table, warnings, maintenance, threads, new CopyOnWriteArrayList<>());
    }

    SinkLoop add(String name, StatsSink sink) {
        SinkLoop loop = new SinkLoop(name, sink, this);
        running.add(loop);
        loop.start();
        return loop;
    }

    /** Flushes all a last time, at once. */
    void close(Deadline deadline) {
        Deadline last = deadline.orIn(LAST_FLUSH_LIMIT);
        running.forEach(loop -> loop.close(last));
        running.forEach(loop -> loop.awaitEnd(last));
    }
}
