package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short things later or now and then, on one daemon thread. Whatever a task throws, its schedule goes on. */
final class Maintenance extends ScheduledThreadPoolExecutor {

    private final Guard guard;

    Maintenance(Threads threads, Warnings warnings) {
        super(1, task -> threads.daemon(task, "botmetry-maintenance"));
        this.guard = warnings.guard("maintenance");
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private Runnable guarded(Runnable task) {
        return () -> guard.run(task::run);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(guarded(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return super.schedule(
                () -> {
                    try {
                        return task.call();
                    } catch (Throwable thrown) {
                        guard.failed(thrown);
                        throw thrown;
                    }
                },
                delay,
                unit);
    }

    /** With the period as a delay: after a pause of the machine, nobody needs to catch up. */
    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(task, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(guarded(task), initialDelay, delay, unit);
    }
}
