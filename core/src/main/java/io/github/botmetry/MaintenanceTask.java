package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/** One guarded task of the maintenance, with its running time. */
final class MaintenanceTask<V> implements Runnable, Callable<@Nullable V> {

    private final Callable<? extends @Nullable V> body;
    private final Guard guard;
    private final Maintenance maintenance;
    private volatile long sinceNanos;
    private volatile boolean isNamed;
    private volatile @Nullable RunnableScheduledFuture<V> future;

    MaintenanceTask(Callable<? extends @Nullable V> body, Guard guard, Maintenance maintenance) {
        this.body = body;
        this.guard = guard;
        this.maintenance = maintenance;
    }

    @Override
    public void run() {
        guard.run(this::observed);
    }

    /** Rethrows a failure, for the reader of the future. */
    @Override
    public @Nullable V call() throws Exception {
        try {
            V result = observed();
            guard.succeeded();
            return result;
        } catch (Throwable thrown) {
            guard.failed(thrown);
            throw thrown;
        }
    }

    private @Nullable V observed() throws Exception {
        try {
            sinceNanos = System.nanoTime();
            maintenance.begins(this);
            return body.call();
        } finally {
            maintenance.ends(this);
        }
    }

    /** Time since it began, if it runs. */
    Duration runningFor() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    String name() {
        return guard.subject();
    }

    /** Sets the mark; true if it changed. */
    boolean turnNamed(boolean named) {
        boolean isTurned = isNamed != named;
        isNamed = named;
        return isTurned;
    }

    void queuedAs(RunnableScheduledFuture<V> queued) {
        future = queued;
    }

    @Nullable
    RunnableScheduledFuture<V> future() {
        return future;
    }
}
