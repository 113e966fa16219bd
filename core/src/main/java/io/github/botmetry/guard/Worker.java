package io.github.botmetry.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Run calls of foreign code, in their order, on a separate daemon thread.
 *
 * <pre>{@code
 * Worker polls = new Worker("polls of the vote service", wiring.warnings(), wiring.maintenance());
 * wiring.onClose(polls::close);
 * polls.run(service::poll);
 * }</pre>
 *
 * <p>After a call that throws, the next one runs. A call that has not returned after 5 s is named in the log, and another thread
 * runs the next; if {@value #MAX_THREADS} hang, they are interrupted. A thread ends after ten idle seconds. At most
 * {@value #MAX_WAITING} calls wait; more are refused, and each refusal is counted as a failure. Thread-safe. No method throws.
 */
public final class Worker {

    /** Number of threads; if all of them hang, their calls are interrupted. */
    public static final int MAX_THREADS = 4;

    /** Limit of waiting calls. */
    public static final int MAX_WAITING = 10_000;

    /** The code of the warning that something takes too long. */
    private static final String HANGING = "hanging";

    private static final Duration HANGING_AFTER = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);
    private static final int IDLE_SECONDS = 10;
    private static final int RETRY_SECONDS = 1;

    private final String subject;
    private final Warnings warnings;
    private final ScheduledExecutorService clock;
    private final Duration hangingAfter;
    private final Guard guard;
    private final ThreadPoolExecutor threads;
    private final Deque<Call> hanging = new ArrayDeque<>();

    /**
     * @param subject names the calls in the log, in health and as a label, such as {@code deadlines of interactions}
     * @param clock schedules the check for calls that take too long
     */
    public Worker(String subject, Warnings warnings, ScheduledExecutorService clock) {
        this(subject, warnings, clock, HANGING_AFTER);
    }

    Worker(String subject, Warnings warnings, ScheduledExecutorService clock, Duration hangingAfter) {
        this.subject = subject;
        this.warnings = warnings;
        this.clock = clock;
        this.hangingAfter = hangingAfter;
        this.guard = warnings.guard(subject);
        this.threads = new ThreadPoolExecutor(
                1, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), guard::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the body soon; false if it is refused, since too many wait or it is closed. */
    public boolean run(Guard.Body body) {
        if (threads.isShutdown()) {
            return false;
        }
        try {
            if (!threads.getQueue().offer(new Call(body))) {
                throw new RejectedExecutionException(MAX_WAITING + " calls wait already");
            }
        } catch (Throwable refused) {
            guard.failed(refused);
            return false;
        }
        startThread();
        return true;
    }

    /** Not by {@code execute()}: where no thread is to be had, the call waits until there is one. */
    private void startThread() {
        try {
            threads.prestartCoreThread();
        } catch (Throwable noThread) {
            guard.failed(noThread);
            startThreadLater();
        }
    }

    private void startThreadLater() {
        try {
            clock.schedule(this::startThread, RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (Throwable closing) {
            return; // then the next call tries
        }
    }

    /** Runs waiting calls for at most half a second, then interrupts the running ones. */
    public void close(Duration limit) {
        threads.shutdown();
        Duration patience = limit.compareTo(CLOSE_LIMIT) < 0 ? limit : CLOSE_LIMIT;
        try {
            if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class Call implements Runnable {

        private final Guard.Body body;
        private volatile @Nullable Thread thread;

        Call(Guard.Body body) {
            this.body = body;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            Future<?> watch = watch();
            guard.run(body);
            thread = null;
            if (watch != null) {
                watch.cancel(false);
            }
            over(this);
        }

        void interrupt() {
            Thread stuck = thread;
            if (stuck != null) {
                stuck.interrupt();
            }
        }

        private @Nullable Future<?> watch() {
            try {
                return clock.schedule(() -> hangs(this), hangingAfter.toNanos(), TimeUnit.NANOSECONDS);
            } catch (Throwable closing) {
                return null; // then nobody needs the name of what hangs
            }
        }
    }

    /** Names the call, and lets the next ones have another thread. */
    private void hangs(Call call) {
        Thread at = call.thread;
        if (at == null) {
            return;
        }
        Throwable place = new Throwable("the thread " + at.getName() + " is here");
        place.setStackTrace(at.getStackTrace());
        synchronized (hanging) { // for the order of the two warnings, which are logged elsewhere
            if (call.thread == null) {
                return;
            }
            hanging.add(call);
            warnings.warn(
                    HANGING,
                    subject,
                    "a call has not come back for " + hangingAfter.toSeconds() + " s",
                    "see where the thread " + at.getName() + " is",
                    place);
            makeRoom();
        }
    }

    private void over(Call call) {
        synchronized (hanging) {
            if (hanging.remove(call)) {
                makeRoom();
                if (hanging.isEmpty()) {
                    warnings.resolved(HANGING, subject);
                }
            }
        }
    }

    private void makeRoom() {
        try {
            // While one hangs no thread ends: the pool takes the one that hangs for a thread that could go on.
            threads.allowCoreThreadTimeOut(hanging.isEmpty());
            threads.setCorePoolSize(Math.min(MAX_THREADS, 1 + hanging.size()));
        } catch (Throwable noThread) {
            guard.failed(noThread);
        }
        if (hanging.size() >= MAX_THREADS) {
            hanging.forEach(Call::interrupt);
        }
    }
}
