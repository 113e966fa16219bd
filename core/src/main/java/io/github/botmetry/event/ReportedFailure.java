package io.github.botmetry.event;

import io.github.botmetry.guard.Causes;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers one failure that was reported or is about to be. Holds its exceptions weakly. */
final class ReportedFailure {

    /** An exception that is thrown again later, as a cached future does, is a new failure. */
    private static final long FORGOTTEN_AFTER_NANOS = 60_000_000_000L;

    private final List<WeakReference<Throwable>> chain;
    private final Set<Failure.Source> sources;
    private final long occasion;
    private final long atNanos = System.nanoTime();
    private final long thread = Thread.currentThread().getId();
    private boolean @Nullable [] stackless;

    volatile boolean isLost;
    volatile @Nullable String report;

    ReportedFailure(Failure failure, List<Throwable> causes, long occasion) {
        this.chain = new ArrayList<>(causes.size());
        causes.forEach(cause -> chain.add(new WeakReference<>(cause)));
        this.sources = EnumSet.of(failure.source());
        this.occasion = occasion;
    }

    boolean isExamined() {
        return stackless != null;
    }

    /** Finds the exceptions without a stack trace. Seldom needed, and expensive for exceptions that have one. */
    void examine() {
        boolean[] found = new boolean[chain.size()];
        for (int i = 0; i < found.length; i++) {
            Throwable cause = chain.get(i).get();
            found[i] = cause != null && Causes.hasNoStackTrace(cause);
        }
        stackless = found;
    }

    /**
     * Compares two failures. The same exception in two events is two failures; an unknown event counts as the same event.
     *
     * <p>Exceptions without a stack trace differ: a constant, or the one that the JVM throws in hot code, is the same object each
     * time. Outside an event such an exception is the same failure only while it rises through one thread, that is until a place
     * notices it for the second time.
     */
    boolean isSameAs(ReportedFailure later) {
        boolean isCandidate = !isLost
                && later.atNanos - atNanos < FORGOTTEN_AFTER_NANOS
                && (occasion == later.occasion || occasion == 0 || later.occasion == 0);
        if (!isCandidate) {
            return false;
        }
        int shared = later.indexOf(chain.get(0));
        if (shared < 0 && indexOf(later.chain.get(0)) < 0) {
            return false;
        }
        boolean isInOneEvent = occasion != 0 && occasion == later.occasion;
        return isInOneEvent
                || !later.isStackless(Math.max(0, shared))
                || (thread == later.thread && !sources.containsAll(later.sources));
    }

    private int indexOf(WeakReference<Throwable> sought) {
        Throwable error = sought.get();
        for (int i = 0; error != null && i < chain.size(); i++) {
            if (chain.get(i).refersTo(error)) {
                return i;
            }
        }
        return -1;
    }

    /** False until {@link #examine} has run. */
    private boolean isStackless(int index) {
        return stackless != null && stackless[index];
    }

    void noticedAs(ReportedFailure later) {
        if (later.isExamined()) {
            sources.addAll(later.sources);
        }
    }
}
