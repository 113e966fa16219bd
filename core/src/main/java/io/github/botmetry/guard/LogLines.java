package io.github.botmetry.guard;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes log lines on its own daemon thread, so that a log that blocks or throws does not harm recording.
 *
 * <p>At most {@value #MAX_WAITING} lines wait; more are dropped, and a line gives their number when the log goes on. The thread
 * ends when there is nothing to write.
 */
final class LogLines {

    private static final int MAX_WAITING = 256;
    private static final Logger LOG = LoggerFactory.getLogger("io.github.botmetry");

    private final ThreadPoolExecutor thread;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Object lock = new Object();
    private long written;

    /** @param threads makes a daemon thread */
    LogLines(ThreadFactory threads) {
        thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), threads);
        thread.allowCoreThreadTimeOut(true);
    }

    static void warn(String message, LoggedThrowable cause) {
        LOG.warn("Botmetry: {}", message, cause.orNull());
    }

    static void info(String message) {
        LOG.info("Botmetry: {}", message);
    }

    /** @param line runs on the log's thread, where it may call foreign objects and write */
    void add(Runnable line) {
        // Not execute(): a thread that cannot be started would take its first line with it.
        if (thread.getQueue().offer(() -> write(line))) {
            added.incrementAndGet();
        } else {
            dropped.incrementAndGet();
        }
        try {
            thread.prestartCoreThread();
        } catch (Throwable noThread) {
            return; // the line waits for the next one
        }
    }

    private void write(Runnable line) {
        try {
            line.run();
            nameDropped();
        } catch (Throwable thrownByTheLog) {
            return; // there is no other place to say so; it is in the list of warnings
        } finally {
            synchronized (lock) {
                written++;
                lock.notifyAll();
            }
        }
    }

    private void nameDropped() {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.warn(
                    "Botmetry: {} lines were dropped, since the log was blocked; health and warnings() have them",
                    lost);
        }
    }

    /** Waits until the lines so far are written; false if the time was over first. The interrupt flag is kept. */
    boolean await(Duration limit) {
        long last = added.get();
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            try {
                for (long left = limit.toNanos(); written < last && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return written >= last;
        }
    }

    /** Lets the thread end as soon as it is idle. Later lines are still written. */
    void letThreadEnd() {
        thread.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }
}
