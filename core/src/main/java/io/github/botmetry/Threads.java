package io.github.botmetry;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Botmetry's own threads: named, daemon, and started only when there is something to do. */
final class Threads {

    private Threads() {}

    static ScheduledThreadPoolExecutor scheduler(String name) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scheduler;
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
