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

/** All push sinks of one Botmetry, each for itself. Thread-safe. */
final class SinkLoops {

    /** Numbers that wait longer for a server are worth no delay of a process that ends. */
    static final Duration LAST_FLUSH_LIMIT = Duration.ofSeconds(2);

    /** How long flushes that were interrupted may take to end, all together, with the close of their sinks. */
    static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    /** Left of it for the close of a sink that took too long and is interrupted. */
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

    /** @param name is followed by a number where there is one of that name already */
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

    /** Null unless it comes while Botmetry closes, or later. */
    private synchronized @Nullable Deadline kept(SinkLoop loop) {
        running.add(loop);
        return closing;
    }

    /** Looks for threads that hang, or that could not be started: done by all that run, whenever they run. */
    void look() {
        maintenance.look();
        running.forEach(SinkLoop::look);
    }

    /** Flushes all a last time, at once. */
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
