package io.github.botmetry.guard;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Call foreign code for a value, and wait no longer than a limit.
 *
 * <pre>{@code
 * TimedCalls calls = new TimedCalls(wiring.guard("state of the vote service"), Duration.ofSeconds(1));
 * Integer waiting = calls.callOrNull(service::waiting);     // null if it threw, or took longer
 * }</pre>
 *
 * <p>The calls run one after the other on a daemon thread, which ends after ten idle seconds. A call that takes too long is a
 * failure of the guard and holds the thread: until it returns, all other calls fail at once. Thread-safe.
 */
public final class TimedCalls {

    private static final int IDLE_SECONDS = 10;

    private final Guard guard;
    private final Duration limit;
    private final ThreadPoolExecutor thread;

    /** Stands for the call at which the thread is. */
    private volatile @Nullable Object running;

    /** The last one that took longer than the limit. */
    private volatile @Nullable Object hanging;

    public TimedCalls(Guard guard, Duration limit) {
        this.guard = Objects.requireNonNull(guard, "guard");
        this.limit = limit;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), guard::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Gives the body's result; null if it threw or took longer than the limit, or an earlier call still runs. */
    public <T> @Nullable T callOrNull(Callable<? extends @Nullable T> body) {
        if (thread.isShutdown()) {
            return null;
        }
        Object late = hanging;
        if (late != null && late == running) {
            guard.failed(new TimeoutException("an earlier call has not come back"));
            return null;
        }
        try {
            T result = await(body);
            guard.succeeded();
            return result;
        } catch (ExecutionException e) {
            guard.failed(Objects.requireNonNullElse(Causes.next(e), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is to end, which is no failure of what was called
        } catch (Throwable lateOrNoThread) {
            guard.failed(lateOrNoThread);
        }
        return null;
    }

    private <T> @Nullable T await(Callable<? extends @Nullable T> body)
            throws ExecutionException, InterruptedException, TimeoutException {
        Future<? extends @Nullable T> call = thread.submit(() -> run(body));
        try {
            return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            hanging = running;
            throw new TimeoutException("has not come back within " + limit.toMillis() + " ms");
        } finally {
            call.cancel(false); // of one that still waits for its turn, nobody reads the result
        }
    }

    private <T> @Nullable T run(Callable<? extends @Nullable T> body) throws Exception {
        running = new Object();
        try {
            return body.call();
        } finally {
            running = null;
        }
    }

    /** Interrupts the running call, and refuses further ones. */
    public void close() {
        thread.shutdownNow();
    }
}
