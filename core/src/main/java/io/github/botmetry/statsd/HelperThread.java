package io.github.botmetry.statsd;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may hang, or swallow an interrupt, on a daemon thread of its own, and leaves it behind when it takes too long.
 *
 * <p>Used by the flush thread only.
 */
final class HelperThread {

    private static final int MAX_LEFT_BEHIND = 4;

    private final List<ExecutorService> leftBehind = new ArrayList<>();
    private @Nullable ExecutorService current;

    /**
     * Waits for the body.
     *
     * @param what names it in the exception if it does not come back
     * @throws IOException if it threw anything, took longer than the limit, or this thread was interrupted
     */
    <T> T call(String what, Duration limit, Callable<T> body) throws IOException {
        Future<T> running;
        try {
            running = thread().submit(body);
        } catch (Throwable noThread) {
            throw new IOException("no thread for " + what + ": " + noThread, noThread);
        }
        try {
            return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(what, e.getCause());
        } catch (TimeoutException e) {
            leaveBehind(running);
            throw new IOException(what + " has not come back within " + limit, e);
        } catch (InterruptedException e) {
            leaveBehind(running);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during " + what);
        }
    }

    private static IOException failed(String what, @Nullable Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return new IOException(
                    "the java-dogstatsd-client on the class path is not the one that Botmetry needs, com.datadoghq:"
                            + "java-dogstatsd-client 4.4.5 or newer: " + thrown,
                    thrown);
        }
        return new IOException(what + " failed: " + thrown, thrown);
    }

    private ExecutorService thread() throws IOException {
        if (current == null) {
            leftBehind.removeIf(ExecutorService::isTerminated);
            if (leftBehind.size() >= MAX_LEFT_BEHIND) {
                throw new IOException(MAX_LEFT_BEHIND + " threads hang in the client, no more are started");
            }
            current = Executors.newSingleThreadExecutor(body -> {
                Thread thread = new Thread(body, "botmetry-dogstatsd");
                thread.setDaemon(true);
                return thread;
            });
        }
        return current;
    }

    private void leaveBehind(Future<?> hanging) {
        hanging.cancel(true);
        end();
    }

    /** Lets the thread go, once it has done what it is doing. */
    void end() {
        ExecutorService ended = current;
        current = null;
        if (ended != null) {
            ended.shutdown();
            leftBehind.add(ended);
        }
    }
}
