package io.github.botmetry;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs all push sinks of one Botmetry, independent of each other. Thread-safe. */
final class SinkLoops {

    /** Limit of the last flush, so that no server delays the end of the process for longer. */
    static final Duration LAST_FLUSH_LIMIT = Duration.ofSeconds(2);

    /** Limit for all interrupted flushes together to end, and for the close of their sinks. */
    static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    /** Part of that limit kept for a sink whose close takes too long and is interrupted. */
    private static final Duration END_OF_CLOSE = Duration.ofMillis(100);

    private final SeriesTable table;
    private final Warnings warnings;
    private final Maintenance maintenance;
    private final Threads threads;
    private final Asking asking;
    private final List<SinkLoop> running = new CopyOnWriteArrayList<>();
    private @Nullable Deadline closing;

    SinkLoops(SeriesTable table, Maintenance maintenance, Threads threads, Asking asking) {
        this.table = table;
        this.warnings = maintenance.warnings();
        this.maintenance = maintenance;
        this.threads = threads;
        this.asking = asking;
    }

    /** @param name gets a number at its end if another sink has it */
    SinkLoop add(String name, StatsSink sink) {
        SinkLoop loop = new SinkLoop(free(name), sink, this);
        Deadline late = kept(loop);
        if (late != null) {
            loop.close(late);
        }
        loop.start();
        return loop;
    }

    private String free(String name) {
        Set<String> taken = running.stream().map(SinkLoop::name).collect(Collectors.toSet());
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** Keeps the loop; gives the deadline of the close if Botmetry is closing or closed, else null. */
    private synchronized @Nullable Deadline kept(SinkLoop loop) {
        running.add(loop);
        return closing;
    }

    /** Checks all threads for hanging and starts missing ones. Called by every loop after each flush. */
    void look() {
        maintenance.look();
        running.forEach(SinkLoop::look);
    }

    /** Flushes all sinks a last time, in parallel. */
    void close(Deadline deadline) {
        Deadline last = deadline.orIn(LAST_FLUSH_LIMIT);
        closing(last);
        running.forEach(loop -> loop.close(last));
        running.forEach(loop -> loop.awaitEnd(last));
        running.forEach(SinkLoop::interruptUnlessFlushed);
        Deadline interrupted = Deadline.in(AFTER_INTERRUPT);
        Deadline closed = Deadline.in(AFTER_INTERRUPT.minus(END_OF_CLOSE));
        running.forEach(loop -> loop.awaitEnd(closed));
        running.forEach(SinkLoop::interruptUnlessEnded);
        running.forEach(loop -> loop.awaitEnd(interrupted));
        running.forEach(SinkLoop::runUnlessStarted);
        running.forEach(SinkLoop::beginToAsk);
        running.forEach(SinkLoop::nameLost);
    }

    private synchronized void closing(Deadline last) {
        closing = last;
    }

    SeriesTable table() {
        return table;
    }

    Warnings warnings() {
        return warnings;
    }

    Maintenance maintenance() {
        return maintenance;
    }

    Threads threads() {
        return threads;
    }

    Asking asking() {
        return asking;
    }
}
