package io.github.botmetry.jda;

import io.github.botmetry.stats.Timer;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The bot's pool for events, and how long they wait in it. */
final class EventPool extends AbstractExecutorService {

    /** A queue that a bot does not bound itself is full with so many. */
    static final int MAX_WAITING = 10_000;

    private final ExecutorService pool;
    private final Timer wait;
    private final LongAdder waiting = new LongAdder();

    EventPool(ExecutorService pool, Timer wait) {
        this.pool = pool;
        this.wait = wait;
    }

    /** What the bot chose. */
    ExecutorService original() {
        return pool;
    }

    /** How many events wait; a queue that can be seen also knows what was thrown out of it. */
    long waiting() {
        return pool instanceof ThreadPoolExecutor visible ? visible.getQueue().size() : Math.max(0, waiting.sum());
    }

    /** Whether no more fit in, or so many wait that they are late anyway. */
    boolean isFull() {
        boolean bounded = pool instanceof ThreadPoolExecutor visible
                && !visible.getQueue().isEmpty()
                && visible.getQueue().remainingCapacity() == 0;
        return bounded || waiting() >= MAX_WAITING;
    }

    @Override
    public void execute(Runnable event) {
        long handedOver = System.nanoTime();
        waiting.increment();
        try {
            pool.execute(() -> {
                waiting.decrement();
                wait.recordNanos(System.nanoTime() - handedOver);
                event.run();
            });
        } catch (Throwable rejected) {
            waiting.decrement();
            throw rejected;
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
