package io.github.botmetry.guard;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes log lines on a daemon thread of its own, so that a log which blocks or throws harms nobody who records.
 *
 * <p>At most {@value #MAX_WAITING} lines wait; more are dropped. The thread ends when there is nothing to write.
 */
final class LogLines {

    private static final int MAX_WAITING = 256;
    private static final Logger LOG = LoggerFactory.getLogger("io.github.botmetry");

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), LogLines::daemon);

    LogLines() {
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "botmetry-log");
        thread.setDaemon(true);
        return thread;
    }

    void warn(String message, LoggedThrowable cause) {
        add(() -> LOG.warn("Botmetry: {}", message, cause.orNull()));
    }

    void info(String message) {
        add(() -> LOG.info("Botmetry: {}", message));
    }

    private void add(Runnable line) {
        try {
            // Not execute(): a thread that cannot be started would take its first line with it.
            thread.getQueue().offer(guarded(line));
            thread.prestartCoreThread();
        } catch (Throwable noThread) {
            return; // the line waits for the next one
        }
    }

    private static Runnable guarded(Runnable line) {
        return () -> {
            try {
                line.run();
            } catch (Throwable thrownByTheLog) {
                return; // there is no other place to say so; it is in the list of warnings
            }
        };
    }

    /** Waits until the lines so far are written; false if the time was over first. The interrupt flag is kept. */
    boolean await(Duration limit) {
        CountDownLatch written = new CountDownLatch(1);
        add(written::countDown);
        try {
            return written.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets the thread end as soon as it has nothing to write. Lines that come later are written all the same. */
    void letThreadEnd() {
        thread.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }
}
