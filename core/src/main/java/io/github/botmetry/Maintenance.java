package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs short tasks later or periodically, on one daemon thread. The schedule of a task that throws goes on.
 *
 * <p>A task that hangs is warned of, and the others run on a further thread, of at most {@value #MAX_THREADS}. If no thread can
 * be started, tasks wait; the next look or task tries again.
 */
final class Maintenance extends ScheduledThreadPoolExecutor {

    static final int MAX_THREADS = 4;

    /** Far more than a task needs, since a busy machine may take seconds. */
    static final Duration HANGING_AFTER = Duration.ofSeconds(5);

    private static final int MAX_GUARDS = 100;
    private static final String HANGING = "hanging";

    private final Warnings warnings;
    private final Duration hangingAfter;
    private final Guard own;
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();
    private final List<MaintenanceTask<?>> running = new CopyOnWriteArrayList<>();

    /** @param hangingAfter time after which a task is warned of and keeps its thread to itself */
    Maintenance(Threads threads, Warnings warnings, Duration hangingAfter) {
        super(1, task -> threads.daemon(task, "botmetry-maintenance"));
        this.warnings = warnings;
        this.hangingAfter = hangingAfter;
        this.own = warnings.guard("maintenance");
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    Warnings warnings() {
        return warnings;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        MaintenanceTask<Object> guarded = guarded(task, Executors.callable(task));
        return queued(guarded, () -> super.schedule((Runnable) guarded, delay, unit));
    }

    @Override
    @SuppressWarnings("unchecked") // the future has the type of its task
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        MaintenanceTask<V> guarded = guarded(task, task);
        return (ScheduledFuture<V>) queued(guarded, () -> super.schedule((Callable<V>) guarded, delay, unit));
    }

    /** Uses the period as a delay, so that tasks do not catch up after a pause of the machine. */
    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(task, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        MaintenanceTask<Object> guarded = guarded(task, Executors.callable(task));
        return queued(guarded, () -> super.scheduleWithFixedDelay(guarded, initialDelay, delay, unit));
    }

    private <V> MaintenanceTask<V> guarded(Object task, Callable<V> body) {
        return new MaintenanceTask<>(body, guardOf(task), this);
    }

    /** Gives one guard for each scheduling class, so that a task that works does not end the outage of another. */
    private Guard guardOf(Object task) {
        String type = task.getClass().getName();
        int lambda = type.indexOf("$$Lambda");
        String host = lambda < 0 ? type : type.substring(0, lambda);
        Guard known = guards.get(host);
        if (known != null || guards.size() >= MAX_GUARDS) {
            return known != null ? known : own;
        }
        String simple = host.substring(host.lastIndexOf('.') + 1);
        Guard added = warnings.guard("maintenance by " + simple);
        Guard first = guards.putIfAbsent(host, added); // computeIfAbsent() would not survive the end of the stack
        return first != null ? first : added;
    }

    /** Queues a task. It stays in the queue if no thread can be started. */
    private ScheduledFuture<?> queued(MaintenanceTask<?> task, Supplier<ScheduledFuture<?>> schedule) {
        look();
        try {
            return schedule.get();
        } catch (Throwable thrown) {
            ScheduledFuture<?> queued = task.future();
            if (queued == null || isShutdown()) {
                throw thrown;
            }
            own.failed(thrown);
            return queued;
        }
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(Runnable task, RunnableScheduledFuture<V> queued) {
        return known(task, queued);
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(Callable<V> task, RunnableScheduledFuture<V> queued) {
        return known(task, queued);
    }

    @SuppressWarnings("unchecked") // the future belongs to this task
    private static <V> RunnableScheduledFuture<V> known(Object task, RunnableScheduledFuture<V> queued) {
        if (task instanceof MaintenanceTask<?> own) {
            ((MaintenanceTask<V>) own).queuedAs(queued);
        }
        return queued;
    }

    void begins(MaintenanceTask<?> task) {
        running.add(task);
    }

    void ends(MaintenanceTask<?> task) {
        running.remove(task);
        if (task.turnNamed(false)) {
            warnings.resolved(HANGING, task.name());
            adaptThreads();
        }
    }

    /** Warns of tasks that hang, and starts a thread for the others. Called by other threads now and then. */
    void look() {
        for (MaintenanceTask<?> task : running) {
            if (isHanging(task) && task.turnNamed(true)) {
                warnings.warn(
                        HANGING,
                        task.name(),
                        "a task has not come back for " + hangingAfter.toSeconds() + " s",
                        "see where the thread botmetry-maintenance is");
            }
        }
        adaptThreads();
    }

    private void adaptThreads() {
        try {
            int wanted = (int) Math.min(MAX_THREADS, 1 + hanging());
            if (getCorePoolSize() != wanted) {
                setCorePoolSize(wanted);
            }
            if (getPoolSize() == 0 && !getQueue().isEmpty() && !isShutdown()) {
                prestartCoreThread();
                own.succeeded();
            }
        } catch (Throwable noThread) {
            own.failed(noThread);
        }
    }

    private boolean isHanging(MaintenanceTask<?> task) {
        return task.runningFor().compareTo(hangingAfter) > 0;
    }

    private long hanging() {
        return running.stream().filter(this::isHanging).count();
    }

    Health health() {
        look();
        Health health = new Health(!own.isFailing(), Map.of(), own.lastError());
        for (MaintenanceTask<?> task : running) {
            if (isHanging(task)) {
                health = Health.down(task.name() + " has been hanging for "
                        + task.runningFor().toSeconds() + " s");
            }
        }
        return health.with("waiting", getQueue().size());
    }
}
