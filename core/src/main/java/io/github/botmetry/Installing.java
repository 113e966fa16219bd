package io.github.botmetry;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Installs the integrations in order, then runs the steps that they deferred. */
final class Installing {

    /** Name for sinks and close steps that no integration added. */
    private static final String NONE = "sink";

    private final Warnings warnings;
    private final Queue<Step> left = new ArrayDeque<>();
    private volatile @Nullable Integration current;
    private boolean isOver;

    private record Step(Integration by, Runnable body) {}

    Installing(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Installs all and gives those that succeeded; warns of the others. */
    List<Integration> all(List<Integration> integrations, Wiring wiring) {
        List<Integration> installed = new ArrayList<>();
        for (Integration one : integrations) {
            if (isLinked(new Step(one, () -> one.install(wiring)))) {
                installed.add(one);
            }
        }
        for (Step step = next(); step != null; step = next()) {
            if (!isLinked(step)) {
                installed.remove(step.by());
            }
        }
        return installed;
    }

    private synchronized @Nullable Step next() {
        Step next = left.poll();
        isOver = next == null;
        return next;
    }

    /** Runs the step; false, with a warning, if a class is missing. */
    private boolean isLinked(Step step) {
        current = step.by();
        try {
            step.body().run();
            return true;
        } catch (LinkageError missing) {
            warnings.warn(
                    "library-missing",
                    nameOf(step.by()),
                    "is not installed, since a class is missing or of another version: " + Causes.describe(missing),
                    cure(step.by()));
            return false;
        } finally {
            current = null;
        }
    }

    /** Guards the integration's advice too, since it may need the missing class. */
    private static String cure(Integration integration) {
        try {
            return integration.needs();
        } catch (LinkageError missingToo) {
            return "use the versions of its libraries that its documentation names";
        }
    }

    /** Runs the step once all are installed; at once if they are or none is being installed. */
    void last(Runnable step) {
        if (!isKept(step)) {
            step.run();
        }
    }

    private synchronized boolean isKept(Runnable step) {
        Integration by = current;
        return !isOver && by != null && left.add(new Step(by, step));
    }

    /** Name of the integration that is being installed. */
    String name() {
        Integration installed = current;
        return installed == null ? NONE : nameOf(installed);
    }

    /** Name of the integration, or of its class if the integration throws since its library is missing. */
    static String nameOf(Integration integration) {
        try {
            return integration.name();
        } catch (Throwable missing) {
            return integration.getClass().getName();
        }
    }
}
