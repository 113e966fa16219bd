package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Flushes one sink on its own daemon thread, with a fixed delay between two flushes.
 *
 * <p>A flush that throws does not end the loop. A flush that hangs is warned of and holds only this thread.
 */
final class SinkLoop {

    private static final Duration LONGEST_INTERVAL = Duration.ofDays(36_500);

    /** Least time for the close of the sink after a last flush that took all the time. */
    private static final Duration CLOSE_SHARE = SinkLoops.AFTER_INTERRUPT.dividedBy(2);

    private static final Duration WAITING_LIMIT = Duration.ofMillis(500);
    private static final String LOST = "not-delivered";

    private final String name;
    private final StatsSink sink;
    private final SinkLoops loops;
    private final Warnings warnings;
    private final Guard guard;
    private final Guard closeGuard;
    private final FlushState state;
    private final long delayNanos;
    private final Thread thread;
    private final Asking.Question<Waiting> waiting;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final CountDownLatch flushed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Deadline closing;
    private volatile boolean isGivenUp;

    /** Amount of counts and durations that were not delivered. */
    private record Waiting(long amount, boolean isExact) {}

    /** @param name names the sink in health and in the log */
    SinkLoop(String name, StatsSink sink, SinkLoops loops) {
        Duration interval = sink.interval();
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be positive, was " + interval);
        }
        this.name = name;
        this.sink = sink;
        this.loops = loops;
        this.warnings = loops.warnings();
        this.guard = warnings.guard(name);
        this.closeGuard = warnings.guard("close of " + name);
        this.delayNanos = (interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval).toNanos();
        this.thread = loops.threads().daemon(this::run, "botmetry-flush-" + name);
        this.state = new FlushState(name, thread.getName(), Duration.ofNanos(delayNanos), warnings);
        this.waiting = loops.asking().question(this::askWaiting);
    }

    String name() {
        return name;
    }

    /** Starts the thread; if that fails, tries again after the delay and at each {@link #look}. */
    void start() {
        if (!isStarted.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.start();
            guard.succeeded();
        } catch (Throwable noThread) {
            isStarted.set(false);
            guard.failed(noThread);
            later(this::start, Duration.ofNanos(delayNanos));
        }
    }

    /** Starts a missing thread and warns of a flush that hangs. Called by other threads now and then. */
    void look() {
        if (!isStarted.get()) {
            start();
        }
        state.nameHanging();
    }

    private void run() {
        try {
            while (closing == null) {
                turn();
            }
            lastFlush();
        } finally {
            flushed.countDown();
            Thread.interrupted(); // the interrupt was meant for the flush
            closeGuard.run(() -> sink.close(left().plus(CLOSE_SHARE)));
            ended.countDown();
        }
    }

    /** Catches everything, so that only {@link #close} ends the loop. */
    private void turn() {
        try {
            if (!awaitClosing()) {
                flush();
                loops.look();
            }
        } catch (Throwable thrown) {
            guard.failed(thrown);
        }
    }

    /** Waits for the delay; true if the loop is to end. */
    private boolean awaitClosing() {
        long end = System.nanoTime() + delayNanos;
        while (closing == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
            Thread.interrupted(); // only close() has a reason to interrupt, and it sets the field
        }
        return true;
    }

    /** Clears an interrupt of the earlier flush; close() interrupts this one when its time is over. */
    private void lastFlush() {
        Thread.interrupted();
        if (!left().isZero()) {
            flush();
        }
    }

    private Duration left() {
        Deadline deadline = closing;
        return deadline == null ? Duration.ZERO : deadline.left();
    }

    private void flush() {
        state.begin();
        Future<?> watch = later(state::nameHanging, state.limit());
        try {
            SeriesTable table = loops.table();
            Iterable<Series> series = closing == null ? table.read(Duration.ofNanos(delayNanos)) : table.series();
            long recorded = Recorded.in(series);
            sink.flush(series);
            guard.succeeded();
            state.delivered(recorded);
        } catch (Throwable thrown) {
            if (!isGivenUp) { // else close() has interrupted the flush and warns of the loss
                guard.failed(thrown);
            }
        } finally {
            state.end();
            if (watch != null) {
                watch.cancel(false);
            }
        }
    }

    private @Nullable Future<?> later(Runnable task, Duration delay) {
        try {
            return loops.maintenance().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (Throwable closedOrNoMemory) {
            return null; // look() does the same later
        }
    }

    /** Asks for the last flush; {@link #awaitEnd} waits for it. */
    void close(Deadline deadline) {
        closing = deadline;
        start();
        LockSupport.unpark(thread);
    }

    /** Waits for the last flush and for the end of the sink. */
    void awaitEnd(Deadline deadline) {
        if (isStarted.get()) {
            deadline.await(ended);
        }
    }

    /** Interrupts the last flush, but not the sink's close after it, in which a client sends its queue. */
    void interruptUnlessFlushed() {
        if (flushed.getCount() > 0) {
            isGivenUp = true;
            thread.interrupt();
        }
    }

    void interruptUnlessEnded() {
        if (ended.getCount() > 0) {
            thread.interrupt();
        }
    }

    /** Flushes on the closing thread, after all other sinks, if no thread could ever be started. */
    void runUnlessStarted() {
        if (isStarted.compareAndSet(false, true)) {
            run();
        }
    }

    /** Asks the sink for its waiting amount without waiting, so that all sinks share one limit. */
    void beginToAsk() {
        waiting.ask(Duration.ZERO);
    }

    /** Warns of numbers that were not delivered. */
    void nameLost() {
        Waiting asked = waiting.ask(WAITING_LIMIT);
        Waiting lost = asked != null ? asked : unknown(bots());
        if (lost.amount > 0) {
            String amount = (lost.isExact ? "" : "up to ") + lost.amount;
            warnings.warn(LOST, name, amount + " recorded numbers were not delivered: " + reason(), "");
        } else if (ended.getCount() > 0) {
            warnings.warn(CloseSteps.TOO_LONG, name, reason(), "");
        }
    }

    private String reason() {
        if (flushed.getCount() > 0) {
            return "the last flush took too long and was given up";
        }
        if (ended.getCount() > 0) {
            return "its close took too long and was given up";
        }
        String error = guard.lastError();
        return guard.isFailing() && error != null ? error : "the time did not suffice";
    }

    private Waiting askWaiting() {
        Iterable<Series> series = bots();
        OptionalLong amount = sink.waiting(series);
        return amount.isPresent() ? new Waiting(amount.getAsLong(), true) : unknown(series);
    }

    /** Upper limit of the undelivered amount: a successful flush may also have sent numbers recorded while it ran. */
    private Waiting unknown(Iterable<Series> series) {
        return new Waiting(state.recordedSince(Recorded.in(series)), false);
    }

    private Iterable<Series> bots() {
        return Recorded.ofTheBot(loops.table().series());
    }

    /** Gives the health of the sink. May hang with the sink, so call it on a thread that can wait. */
    Health health() {
        look();
        Health health = state.health(guard);
        for (var figure : sink.figures().entrySet()) {
            health = health.with(figure.getKey(), figure.getValue());
        }
        return health.with("waiting", askWaiting().amount)
                .with("flushes", state.flushes())
                .with("failed_flushes", guard.failures())
                .with("failing_seconds", guard.failingFor().toSeconds());
    }
}
