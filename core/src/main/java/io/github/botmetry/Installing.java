package io.github.botmetry;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Installs one integration after the other, then runs the steps that they have left for the end. */
final class Installing {

    /** Names the sinks and close steps that come from elsewhere. */
    private static final String NONE = "sink";

    private final Warnings warnings;
    private final Queue<Step> left = new ArrayDeque<>();
    private volatile @Nullable Integration current;
    private boolean isOver;

    private record Step(Integration by, Runnable body) {}

    Installing(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Gives those that could be installed; for the others there is a warning. */
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

    /** False, and a warning, if it cannot run for want of a class. */
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

    /** Its own answer may want the class that is missing. */
    private static String cure(Integration integration) {
        try {
            return integration.needs();
        } catch (LinkageError missingToo) {
            return "use the versions of its libraries that its documentation names";
        }
    }

    /** Runs the step when all are installed; at once if they are, or if none is being installed. */
    void last(Runnable step) {
        if (!isKept(step)) {
            step.run();
        }
    }

    private synchronized boolean isKept(Runnable step) {
        Integration by = current;
        return !isOver && by != null && left.add(new Step(by, step));
    }

    /** The name of the integration that is being installed. */
    String name() {
        Integration installed = current;
        return installed == null ? NONE : nameOf(installed);
    }

    /** That of its class where it gives none: its own may want a library that is not there. */
    static String nameOf(Integration integration) {
        try {
            return integration.name();
        } catch (Throwable missing) {
            return integration.getClass().getName();
        }
    }
}
