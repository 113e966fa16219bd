package io.github.botmetry;

import io.github.botmetry.internal.Guard;
import io.github.botmetry.internal.Problems;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Calls every sink in its own rhythm, on one thread. */
final class FlushLoop {

    /** What is left of the numbers is worth no longer wait at the end of a process. */
    private static final Duration LAST_FLUSH_LIMIT = Duration.ofSeconds(2);

    /** For each sink that has not had its turn because of one before it. */
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(250);

    private final SeriesTable table;
    private final Problems problems;
    private final ScheduledThreadPoolExecutor thread = Threads.scheduler("botmetry-flush");
    private final List<Flushed> sinks = new CopyOnWriteArrayList<>();

    private record Flushed(StatsSink sink, Guard guard) {}

    FlushLoop(SeriesTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    void add(StatsSink sink) {
        Flushed added = new Flushed(sink, new Guard("sink " + sink.getClass().getSimpleName(), problems));
        sinks.add(added);
        long nanos = sink.interval().toNanos();
        if (nanos <= 0) {
            throw new IllegalArgumentException("interval must be positive, was " + sink.interval());
        }
        thread.scheduleAtFixedRate(() -> flush(added), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void flush(Flushed flushed) {
        flushed.guard.run(() -> flushed.sink.flush(table.series()));
    }

    /** Flushes a last time and closes the sinks; one that hangs is interrupted, and left behind if that does not help. */
    void close(Deadline deadline) {
        Deadline last = deadline.orIn(LAST_FLUSH_LIMIT);
        thread.execute(() -> sinks.forEach(flushed -> closeOne(flushed, last)));
        thread.shutdown();
        if (last.await(thread)) {
            return;
        }
        problems.report("the last flush took longer than " + LAST_FLUSH_LIMIT + " and was given up", null);
        boolean ended = false;
        for (int i = 0; i < sinks.size() && !ended; i++) {
            thread.shutdownNow();
            ended = Deadline.in(AFTER_INTERRUPT).await(thread);
        }
    }

    private void closeOne(Flushed flushed, Deadline last) {
        flush(flushed);
        flushed.guard.run(() -> flushed.sink.close(last.left()));
        Thread.interrupted(); // it was meant for this sink: the next one may still deliver
    }
}
