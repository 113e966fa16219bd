package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Flushes one sink on a daemon thread of its own, with a fixed delay between two flushes.
 *
 * <p>Whatever a flush throws, the next one comes. One that hangs is named, and holds nothing but this thread.
 */
final class SinkLoop {

    /** A flush that takes longer is named; a busy machine may take seconds for one. */
    private static final Duration HANGING_AFTER = Duration.ofSeconds(5);

    /** How long one that was interrupted may take to say so. */
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private static final String SELF = "botmetry.";
    private static final String HANGING = "hanging";
    private static final String LOST = "not-delivered";

    private final String name;
    private final StatsSink sink;
    private final SeriesTable table;
    private final Warnings warnings;
    private final Maintenance maintenance;
    private final Guard guard;
    private final Guard closeGuard;
    private final long delayNanos;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Deadline closing;
    private volatile long flushingSinceNanos;
    private final AtomicLong flushes = new AtomicLong();
    private volatile long recordedAtLastSuccess;

    /** @param name names the sink in health and in the log */
    SinkLoop(String name, StatsSink sink, SinkLoops loops) {
        Duration interval = sink.interval();
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be positive, was " + interval);
        }
        this.name = name;
        this.sink = sink;
        this.table = loops.table();
        this.warnings = loops.warnings();
        this.maintenance = loops.maintenance();
        this.guard = warnings.guard(name);
        this.closeGuard = warnings.guard("close of " + name);
        this.delayNanos = interval.toNanos();
        this.thread = loops.threads().daemon(this::run, "botmetry-flush-" + name);
    }

    /** Starts the thread; where there is none to be had, tries again after the delay. */
    void start() {
        try {
            thread.start();
        } catch (Throwable noThread) {
            guard.failed(noThread);
            maintenance.schedule(this::start, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void run() {
        try {
            while (!awaitClosing()) {
                flush();
            }
            flush();
            closeGuard.run(() -> sink.close(Deadline.orNone(closing).left()));
        } finally {
            ended.countDown();
        }
    }

    /** Waits for the delay; true if the loop is to end. Throws nothing: it neither allocates nor calls others. */
    private boolean awaitClosing() {
        long end = System.nanoTime() + delayNanos;
        while (closing == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
            Thread.interrupted(); // nobody but close() has a reason to, and that sets the field
        }
        return true;
    }

    private void flush() {
        Future<?> watch = null;
        try {
            flushingSinceNanos = System.nanoTime() | 1;
            watch = maintenance.schedule(this::nameHanging, HANGING_AFTER.toNanos(), TimeUnit.NANOSECONDS);
            Iterable<Series> series = table.series();
            long recorded = recorded(series);
            if (guard.run(() -> sink.flush(series))) {
                recordedAtLastSuccess = recorded;
            }
        } catch (Throwable thrown) {
            guard.failed(thrown);
        } finally {
            flushingSinceNanos = 0;
            flushes.incrementAndGet();
            unwatch(watch);
        }
    }

    private void unwatch(@Nullable Future<?> watch) {
        if (watch != null) {
            watch.cancel(false);
        }
        warnings.resolved(HANGING, name);
    }

    private void nameHanging() {
        if (flushingSinceNanos != 0) {
            warnings.warn(
                    HANGING,
                    name,
                    "its flush has not come back for " + HANGING_AFTER.toSeconds() + " s, nothing arrives meanwhile",
                    "see where the thread " + thread.getName() + " is");
        }
    }

    /** Asks for the last flush; {@link #awaitEnd} waits for it. */
    void close(Deadline deadline) {
        closing = deadline;
        LockSupport.unpark(thread);
    }

    /** Waits for the last flush, interrupts one that takes too long, and names what was not delivered. */
    void awaitEnd(Deadline deadline) {
        if (thread.getState() == Thread.State.NEW) {
            run(); // there was never a thread to be had
        }
        if (!deadline.await(ended)) {
            thread.interrupt();
            Deadline.in(AFTER_INTERRUPT).await(ended);
        }
        long lost = waiting();
        if (lost > 0) {
            warnings.warn(LOST, name, lost + " recorded numbers were not delivered: " + reason(), "");
        }
    }

    private String reason() {
        String error = guard.lastError();
        if (ended.getCount() > 0) {
            return "the last flush took too long and was given up";
        }
        return error == null ? "they were recorded too late" : error;
    }

    /** Counts and durations that were recorded and not delivered. */
    private long waiting() {
        Iterable<Series> series = table.series();
        return sink.waiting(series).orElseGet(() -> Math.max(0, recorded(series) - recordedAtLastSuccess));
    }

    private static long recorded(Iterable<Series> series) {
        long recorded = 0;
        for (Series one : series) {
            if (one.definition().name().startsWith(SELF)) {
                continue; // what we count of ourselves while a flush runs is no loss of the bot's
            }
            if (one instanceof CounterSeries counter) {
                recorded += counter.total();
            } else if (one instanceof TimerSeries timer) {
                recorded += timer.count();
            }
        }
        return recorded;
    }

    Health health() {
        long since = flushingSinceNanos;
        long nanos = since == 0 ? 0 : System.nanoTime() - since;
        boolean isHanging = nanos > HANGING_AFTER.toNanos();
        Health health = isHanging
                ? Health.down("its flush has been hanging for " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s")
                : new Health(!guard.isFailing(), Map.of(), guard.lastError());
        for (Map.Entry<String, Long> figure : sink.figures().entrySet()) {
            health = health.with(figure.getKey(), figure.getValue());
        }
        return health.with("waiting", waiting())
                .with("flushes", flushes.get())
                .with("failed_flushes", guard.failures())
                .with("failing_seconds", guard.failingFor().toSeconds());
    }
}
