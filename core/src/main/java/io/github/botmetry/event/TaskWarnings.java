package io.github.botmetry.event;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logs each failing task once until it works again: a pool at best prints an exception, a schedule just ends. */
final class TaskWarnings {

    private static final String FAILED = "task-failed";

    private final Warnings warnings;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    TaskWarnings(Warnings warnings) {
        this.warnings = warnings;
    }

    void failed(String task, Throwable thrown) {
        warnings.warn(FAILED, "task " + task, Causes.describe(thrown), "", thrown);
        if (failing.size() < Warnings.MAX_SUBJECTS) {
            failing.add(task);
        }
    }

    void succeeded(String task) {
        if (!failing.isEmpty() && failing.remove(task)) {
            warnings.resolved(FAILED, "task " + task);
        }
    }

    /** Warns of a periodic task without a name whose exception ended its schedule. */
    void scheduleEnded(Throwable thrown) {
        warnings.warn(
                "schedule-ended",
                "a periodic task",
                "it threw " + Causes.describe(thrown) + ", so it will not run again",
                "schedule botmetry.wrapRepeatedTask(name, body) instead",
                thrown);
    }
}
