package io.github.botmetry.jda;

import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs deadlines when their time has come. Nothing is ever taken back: most commands are over in milliseconds, and a timer for each,
 * set and cancelled, would wake a thread for many of them.
 *
 * <p>Thread-safe. Up to 50 ms late, so that many are looked at together.
 */
final class Deadlines {

    private static final long RESOLUTION_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ScheduledExecutorService maintenance;
    private final Consumer<Runnable> call;
    private final PriorityQueue<Deadline> waiting = new PriorityQueue<>();
    private @Nullable Future<?> wake;
    private long wakesAtNanos;
    private int wakes;

    /** Extend this for a task that is its own place in the queue. */
    abstract static class Deadline implements Runnable, Comparable<Deadline> {

        private final long nanos;

        /** @param nanos when it is to be called, as {@link System#nanoTime()} counts */
        Deadline(long nanos) {
            this.nanos = nanos;
        }

        /** Lets go of all that it would need: it has nothing to do any more. */
        void release() {}

        @Override
        public final int compareTo(Deadline other) {
            return Long.signum(nanos - other.nanos);
        }
    }

    private static final class Task extends Deadline {

        private final Runnable task;

        Task(long nanos, Runnable task) {
            super(nanos);
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }
    }

    /** @param call runs a task, which must not hang, and keeps to itself what that throws */
    Deadlines(ScheduledExecutorService maintenance, Consumer<Runnable> call) {
        this.maintenance = maintenance;
        this.call = call;
    }

    /** Has the task called at that time of {@link System#nanoTime()}, or soon after. */
    void add(long nanos, Runnable task) {
        add(new Task(nanos, task));
    }

    synchronized void add(Deadline deadline) {
        long nanos = deadline.nanos;
        waiting.add(deadline);
        Future<?> later = wake;
        if (later == null) {
            schedule(nanos);
        } else if (nanos - wakesAtNanos < -RESOLUTION_NANOS) {
            later.cancel(false);
            schedule(nanos);
        }
    }

    private void schedule(long nanos) {
        int number = ++wakes;
        wakesAtNanos = nanos;
        try {
            wake = maintenance.schedule(() -> run(number), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            waiting.clear(); // Botmetry was closed under the running bot: nobody reads the numbers any more
        }
    }

    /** If one throws, those behind it stay for the next wake. */
    private void run(int number) {
        try {
            for (Runnable due = takeDue(); due != null; due = takeDue()) {
                call.accept(due);
            }
        } finally {
            goOn(number);
        }
    }

    /** After the newest wake only: an earlier one that could not be cancelled any more begins no second row of them. */
    private synchronized void goOn(int number) {
        if (number != wakes) {
            return;
        }
        wake = null;
        Deadline next = waiting.peek();
        if (next != null) {
            schedule(Math.max(next.nanos, System.nanoTime() + RESOLUTION_NANOS));
        }
    }

    private synchronized @Nullable Runnable takeDue() {
        Deadline next = waiting.peek();
        if (next == null || next.nanos - System.nanoTime() > 0) {
            return null;
        }
        waiting.remove();
        return next;
    }
}
