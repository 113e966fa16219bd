package io.github.botmetry.event;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the newest failures, so that the listener's guard, the log and the bot's own handler report each once.
 *
 * <p>Compares by identity, also of causes: a bot often wraps the exception that it reported, and JDA logs only the last cause of
 * a failed request. Bounded, since the same failure comes back within moments or not at all.
 */
final class ReportedFailures {

    private static final int KEPT = 128;

    private final ReportedFailure[] newest = new ReportedFailure[KEPT];
    private int next;

    /**
     * Runs {@code tell} unless the error, one of its causes or one of its wrappers was reported before on the same occasion;
     * gives the id of the first report. If {@code tell} throws, the failure counts as not reported.
     *
     * @param chain the error and its causes, since to collect them again may take long
     * @param occasion identifies the event, see {@link EventFrame#occasion()}; 0 for none
     */
    @Nullable
    String once(Failure failure, List<Throwable> chain, long occasion, Supplier<@Nullable String> tell) {
        ReportedFailure told = new ReportedFailure(failure, chain, occasion);
        ReportedFailure before = findOrKeep(told);
        if (before != null && !told.isExamined()) {
            told.examine();
            before = findOrKeep(told);
        }
        if (before != null) {
            return before.report;
        }
        boolean isTold = false;
        try {
            told.report = tell.get();
            isTold = true;
        } finally {
            told.isLost = !isTold;
        }
        return told.report;
    }

    /** Calls no method of an exception, since the bot's classes may wait in it while the lock is held. */
    private synchronized @Nullable ReportedFailure findOrKeep(ReportedFailure told) {
        for (ReportedFailure before : newest) {
            if (before != null && before.isSameAs(told)) {
                before.noticedAs(told);
                return before;
            }
        }
        newest[next] = told;
        next = (next + 1) % KEPT;
        return null;
    }
}
