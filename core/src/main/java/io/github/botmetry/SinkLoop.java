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
 * Flushes one sink on a daemon thread of its own, with a fixed delay between two flushes.
 *
 * <p>Whatever a flush throws, the next one comes. One that hangs is named, and holds nothing but this thread.
 */
final class SinkLoop {

    private static final Duration LONGEST_INTERVAL = Duration.ofDays(36_500);

    /** The sink has it for its close where the last flush took all the time. */
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

    /** Counts and durations that were recorded and not delivered. */
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

    /** Starts the thread; where there is none to be had, tries again after the delay, and whenever somebody looks. */
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

    /** Called by other threads now and then. */
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
            Thread.interrupted(); // that was meant for the flush
            closeGuard.run(() -> sink.close(left().plus(CLOSE_SHARE)));
            ended.countDown();
        }
    }

    /** Nothing ends the loop but close. */
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
            Thread.interrupted(); // nobody but close() has a reason to, and that sets the field
        }
        return true;
    }

    /** An interrupt of the flush before must not disturb it; one of close comes when its time is over. */
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
            if (!isGivenUp) { // else close() has ended it, and names what was not delivered
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
            return null; // whoever looks does the same
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

    /** Ends the last flush, not the close of the sink that may follow: a client drains what it was given. */
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

    /** Flushes on the thread that closes, after all others: there was never a thread to be had. */
    void runUnlessStarted() {
        if (isStarted.compareAndSet(false, true)) {
            run();
        }
    }

    /** All sinks are asked at once: one that does not answer costs its limit. */
    void beginToAsk() {
        waiting.ask(Duration.ZERO);
    }

    /** Names what was not delivered. */
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

    /** A flush that did not fail may have taken what was recorded while it ran, so it is no less than what waits. */
    private Waiting unknown(Iterable<Series> series) {
        return new Waiting(state.recordedSince(Recorded.in(series)), false);
    }

    private Iterable<Series> bots() {
        return Recorded.ofTheBot(loops.table().series());
    }

    /** To be asked where a sink that does not answer keeps nobody. */
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
