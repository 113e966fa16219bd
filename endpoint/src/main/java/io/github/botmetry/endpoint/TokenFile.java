package io.github.botmetry.endpoint;

import io.github.botmetry.guard.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a token file on a thread of its own, so that a file system that hangs delays nothing else.
 *
 * <p>While the file cannot be read, is empty or is gone, its last token stays valid for {@link #VALIDITY} by default, and no longer: a token
 * that was deleted must expire, and an outage of a file system should not stop the scrapes at once. Thread-safe.
 */
final class TokenFile {

    /** The validity of the last token: enough for an operator to mend the file; a deleted token lives no longer. */
    static final Duration VALIDITY = Duration.ofMinutes(15);

    static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int IDLE_SECONDS = 10;

    private final BearerToken token;
    private final Guard guard;
    private final ScheduledExecutorService clock;
    private final Settings.Limits limits;
    private final ThreadPoolExecutor thread;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean isReading;
    private volatile boolean isHanging;
    private volatile long readNanos = System.nanoTime();

    /** Continues a request when the file was read after its arrival, or when that takes too long. */
    private record Waiting(Runnable then, AtomicBoolean isOver) {

        boolean end() {
            return !isOver.getAndSet(true);
        }
    }

    TokenFile(BearerToken token, Guard guard, ScheduledExecutorService clock, Settings.Limits limits) {
        this.token = token;
        this.guard = guard;
        this.clock = clock;
        this.limits = limits;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), TokenFile::daemon);
        thread.allowCoreThreadTimeOut(true);
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(null, task, "botmetry-token-file", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Reads the file, and runs the step after that; at once while an earlier reading hangs.
     *
     * @param then the step, which must not throw or wait
     */
    void read(Runnable then) {
        Waiting one = new Waiting(then, new AtomicBoolean());
        try {
            if (isHanging || thread.isShutdown()) {
                one.isOver().set(true);
            } else {
                add(one);
            }
        } catch (Throwable noThread) {
            guard.failed(noThread);
            one.isOver().set(true);
        }
        if (one.isOver().get()) {
            then.run();
        }
    }

    private synchronized void add(Waiting one) {
        waiting.add(one);
        clock.schedule(() -> late(one), limits.tokenFile().toNanos(), TimeUnit.NANOSECONDS);
        if (!isReading) {
            thread.execute(this::readAll);
            isReading = true;
        }
    }

    private void readAll() {
        for (List<Waiting> all = next(); !all.isEmpty(); all = next()) {
            if (guard.run(token::read)) {
                readNanos = System.nanoTime();
            }
            for (Waiting one : all) {
                if (one.end()) {
                    one.then().run();
                }
            }
        }
    }

    private synchronized List<Waiting> next() {
        List<Waiting> all = waiting;
        waiting = new ArrayList<>();
        isReading = !all.isEmpty();
        isHanging = false;
        return all;
    }

    private void late(Waiting one) {
        if (one.end()) {
            notice(one);
            guard.failed(new TimeoutException(
                    "it has not been read within " + limits.tokenFile().toSeconds() + " s"));
            one.then().run();
        }
    }

    private synchronized void notice(Waiting one) {
        waiting.remove(one);
        isHanging = isReading;
    }

    /** Returns false if the file could not be read for too long. */
    boolean isValid() {
        return validLeft().compareTo(Duration.ZERO) > 0;
    }

    /** Returns the time for which the last token stays valid if the file is never read again. */
    Duration validLeft() {
        return limits.lastToken().minusNanos(System.nanoTime() - readNanos);
    }

    void close() {
        thread.shutdownNow();
    }
}
