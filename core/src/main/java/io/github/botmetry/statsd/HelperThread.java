package io.github.botmetry.statsd;

import io.github.botmetry.guard.Causes;
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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls that may hang or swallow an interrupt on its own thread, and abandons a call that takes too long.
 *
 * <p>Used by the flush thread only.
 */
final class HelperThread {

    private static final int MAX_LEFT_BEHIND = 4;

    private final ThreadFactory threads;
    private final List<ExecutorService> leftBehind = new ArrayList<>();
    private @Nullable ExecutorService current;

    HelperThread(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Runs the body and waits for it; see the other {@code call}. */
    <T> T call(String what, Duration limit, Callable<T> body) throws IOException {
        return call(what, limit, body, () -> {});
    }

    /**
     * Runs the body on the helper thread and waits for it.
     *
     * @param what name of the call in the exception
     * @param leaving runs before the body is interrupted and abandoned
     * @throws IOException if the body threw anything or took longer than the limit, or the calling thread was interrupted
     */
    <T> T call(String what, Duration limit, Callable<T> body, Runnable leaving) throws IOException {
        Future<T> running;
        try {
            running = thread().submit(body);
        } catch (Throwable noThread) {
            throw new IOException("no thread for " + what + ": " + noThread, noThread);
        }
        try {
            return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(what, Causes.next(e));
        } catch (TimeoutException e) {
            leaving.run();
            leaveBehind(running);
            throw new IOException(what + " has not come back within " + limit, e);
        } catch (InterruptedException e) {
            leaving.run();
            leaveBehind(running);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during " + what);
        }
    }

    private static IOException failed(String what, @Nullable Throwable thrown) {
        return thrown instanceof LinkageError otherClient
                ? ClientErrors.misfit(otherClient)
                : new IOException(what + " failed: " + thrown, thrown);
    }

    private ExecutorService thread() throws IOException {
        if (current == null) {
            leftBehind.removeIf(ExecutorService::isTerminated);
            if (leftBehind.size() >= MAX_LEFT_BEHIND) {
                throw new IOException(MAX_LEFT_BEHIND + " threads hang in the client, no more are started");
            }
            current = Executors.newSingleThreadExecutor(threads);
        }
        return current;
    }

    private void leaveBehind(Future<?> hanging) {
        hanging.cancel(true);
        end();
    }

    /** Ends the thread after its current call. */
    void end() {
        ExecutorService ended = current;
        current = null;
        if (ended != null) {
            ended.shutdown();
            leftBehind.add(ended);
        }
    }
}
