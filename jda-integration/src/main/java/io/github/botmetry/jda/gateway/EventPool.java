package io.github.botmetry.jda.gateway;

import io.github.botmetry.stats.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The bot's pool for events, and how long they wait in it. */
public final class EventPool extends DecoratedPool {

    /** A queue that a bot does not bound itself is full with so many. */
    static final int MAX_WAITING = 10_000;

    /** When, and on which thread, the event that a pool's thread is at was handed over. */
    private static final ThreadLocal<@Nullable HandOver> HANDED_OVER = new ThreadLocal<>();

    private record HandOver(long nanos, Thread by) {}

    private final Timer wait;
    private final LongAdder waiting = new LongAdder();

    public EventPool(ExecutorService pool, Timer wait, BooleanSupplier closed) {
        super(pool, closed);
        this.wait = wait;
    }

    /** When the event that this thread is at was received: before it waited in a pool; {@code nowNanos} if it did not. */
    public static long receivedNanos(long nowNanos) {
        HandOver handedOver = HANDED_OVER.get();
        return handedOver == null ? nowNanos : handedOver.nanos;
    }

    /** The thread on which JDA made the event that this thread is at; this one if it did not wait in a pool. */
    public static Thread madeBy() {
        HandOver handedOver = HANDED_OVER.get();
        return handedOver == null ? Thread.currentThread() : handedOver.by;
    }

    /** How many events wait; a queue that can be seen also knows what was thrown out of it. */
    long waiting() {
        return original() instanceof ThreadPoolExecutor visible
                ? visible.getQueue().size()
                : Math.max(0, waiting.sum());
    }

    /** True if no more fit in, or so many wait that they are late anyway. */
    boolean isFull() {
        boolean bounded = original() instanceof ThreadPoolExecutor visible
                && !visible.getQueue().isEmpty()
                && visible.getQueue().remainingCapacity() == 0;
        return bounded || waiting() >= MAX_WAITING;
    }

    @Override
    public void execute(Runnable event) {
        HandOver handedOver = new HandOver(System.nanoTime(), Thread.currentThread());
        waiting.increment();
        try {
            original().execute(() -> {
                waiting.decrement();
                wait.recordNanos(System.nanoTime() - handedOver.nanos);
                run(event, handedOver);
            });
        } catch (Throwable rejected) {
            waiting.decrement();
            throw rejected;
        }
    }

    private static void run(Runnable event, HandOver handedOver) {
        HANDED_OVER.set(handedOver);
        try {
            event.run();
        } finally {
            HANDED_OVER.remove();
        }
    }
}
