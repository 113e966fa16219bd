package io.github.botmetry.stats;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the suppliers of gauges on its own daemon threads, so that one that hangs or throws harms no sink.
 *
 * <p>All together have a second; gauges without an answer by then are absent and named. Each quarter of a second another thread
 * takes the rest: a supplier that hangs holds one thread and is not called again until it returns. If {@value #MAX_THREADS}
 * hang, the other gauges are absent too. Without suppliers there is no thread.
 */
final class GaugeReader {

    static final int MAX_THREADS = 4;

    /** Age up to which values are shared by several readers. */
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** Longer limit for tests, since threads may wait long for a core on a busy machine. */
    private static final Duration LIMIT_OF_TESTS = Duration.ofSeconds(5);

    private static final Duration HELP_AFTER = Duration.ofMillis(250);

    /** Longer than the usual time between two flushes or scrapes. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(20);

    private final boolean isStrict;
    private final Guard threadGuard;
    private final GaugeTroubles troubles;
    private final ThreadPoolExecutor threads;
    private final Set<SuppliedValue> suppliers = ConcurrentHashMap.newKeySet();
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();
    private @Nullable GaugeRound current;
    private volatile @Nullable GaugeRound ahead;
    private volatile long aheadNanos;
    private volatile boolean isClosed;

    GaugeReader(Warnings warnings, ThreadFactory threads) {
        this(warnings, threads, IDLE_LIMIT);
    }

    private GaugeReader(Warnings warnings, ThreadFactory threads, Duration idleLimit) {
        this.isStrict = warnings.isStrict();
        this.threadGuard = warnings.guard("threads of gauge suppliers");
        this.troubles = new GaugeTroubles(warnings);
        this.threads = new ThreadPoolExecutor(
                0, MAX_THREADS, idleLimit.toNanos(), TimeUnit.NANOSECONDS, new SynchronousQueue<>(), threads);
    }

    /** Makes a reader that nobody closes: its threads end at once when idle. */
    static GaugeReader shortLived(Warnings warnings) {
        return new GaugeReader(warnings, GaugeReader::daemon, Duration.ZERO);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(null, task, "gauges", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    void add(SuppliedValue supplied) {
        suppliers.add(supplied);
    }

    void remove(SuppliedValue supplied) {
        suppliers.remove(supplied);
        supplied.release();
        troubles.works(supplied);
    }

    GaugeAnswers answers() {
        return troubles.answers();
    }

    /** Calls suppliers whose values are older, in strict mode all, and waits for them within the limit. */
    void refresh(Duration maxAge) {
        if (isStrict) {
            refreshNow();
        } else {
            refresh(maxAge.compareTo(MAX_AGE) < 0 ? maxAge : MAX_AGE, LIMIT);
        }
    }

    /** Calls all suppliers, for a test. Later flushes and scrapes call them as if this had not happened. */
    void refreshNow() {
        if (!isSupplier()) { // its round would begin again, and again
            refresh(Duration.ZERO, LIMIT_OF_TESTS);
            suppliers.forEach(SuppliedValue::forgetAsking);
        }
    }

    /** True on a thread of a supplier: a supplier that reads series gets the present values. */
    private boolean isSupplier() {
        return asking.contains(Thread.currentThread());
    }

    private void refresh(Duration maxAge, Duration limit) {
        if (suppliers.isEmpty() || isClosed || isSupplier()) {
            return;
        }
        long start = System.nanoTime();
        try {
            GaugeRound round = round(start - maxAge.toNanos());
            while (round != null && await(round, start, limit)) {
                round = round(start - maxAge.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable noMemory) {
            threadGuard.failed(noMemory);
        }
    }

    /** The running round, or a new one for suppliers last called before that time; null if there are none. */
    private @Nullable GaugeRound round(long since) {
        GaugeRound started;
        synchronized (this) {
            if (current != null && !current.isOver()) {
                return current;
            }
            List<SuppliedValue> due =
                    suppliers.stream().filter(one -> one.isDue(since)).toList();
            if (due.isEmpty() || isClosed) {
                return null;
            }
            started = new GaugeRound(due);
            current = started;
        }
        work(started);
        return started;
    }

    /** Waits for the end of the round, adding threads as it takes longer; false if the time was over first. */
    private boolean await(GaugeRound round, long start, Duration limit) throws InterruptedException {
        while (true) {
            long left = limit.toNanos() - (System.nanoTime() - start);
            if (left <= 0 || troubles.hanging() >= MAX_THREADS) {
                GaugeRound.Missed missed = round.end();
                missed.hanging().forEach(one -> troubles.hangs(one, limit));
                troubles.areUnasked(missed.unasked());
                return false;
            }
            if (round.await(Math.min(left, HELP_AFTER.toNanos()))) {
                troubles.areUnasked(List.of());
                return true;
            }
            work(round);
        }
    }

    /** Has one more thread work on the round. */
    private void work(GaugeRound round) {
        try {
            threads.execute(() -> askAll(round));
            threadGuard.succeeded();
        } catch (RejectedExecutionException allAreBusyOrClosed) {
            return; // the threads already in the round may finish it
        } catch (Throwable noThread) {
            threadGuard.failed(noThread);
        }
    }

    private void askAll(GaugeRound round) {
        Thread thread = Thread.currentThread();
        asking.add(thread);
        try {
            for (SuppliedValue next = round.next(); next != null; next = round.next()) {
                try {
                    ask(next, round);
                } finally {
                    round.answered();
                }
            }
        } catch (Throwable ofOurs) {
            threadGuard.failed(ofOurs);
        } finally {
            asking.remove(thread);
        }
    }

    private void ask(SuppliedValue supplied, GaugeRound round) {
        DoubleSupplier supplier = supplied.begin(round);
        if (supplier == null) {
            return;
        }
        double answer = Double.NaN;
        try {
            answer = supplier.getAsDouble();
            troubles.works(supplied);
        } catch (Throwable thrown) {
            if (!isClosed) { // close() interrupts suppliers that hang
                troubles.fails(supplied, thrown);
                forgetReleased(supplied);
            }
        } finally {
            if (supplied.end(round, answer) && !isClosed) {
                troubles.comesBack(supplied);
            }
            Thread.interrupted(); // an interrupt of one supplier must not reach the next
        }
    }

    /** Ends the failure of a supplier that was released during its call, since no later call can end it. */
    private void forgetReleased(SuppliedValue supplied) {
        if (!suppliers.contains(supplied)) {
            troubles.works(supplied);
        }
    }

    /** Starts to call all suppliers for the last flush, while the close steps run. */
    void readAhead() {
        try {
            aheadNanos = System.nanoTime();
            ahead = round(aheadNanos);
        } catch (Throwable noMemory) {
            threadGuard.failed(noMemory);
        }
    }

    /** Ends the threads. Values stay as they are, including those that {@link #readAhead} got in time. */
    void close() {
        GaugeRound last = ahead;
        if (last != null) {
            awaitEnd(last);
        }
        isClosed = true;
        synchronized (this) {
            if (current != null) {
                current.cancel();
            }
        }
        suppliers.forEach(SuppliedValue::release);
        suppliers.clear();
        threads.shutdownNow();
    }

    private void awaitEnd(GaugeRound round) {
        Duration limit = isStrict ? LIMIT_OF_TESTS : HELP_AFTER;
        try {
            round.await(limit.toNanos() - (System.nanoTime() - aheadNanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
