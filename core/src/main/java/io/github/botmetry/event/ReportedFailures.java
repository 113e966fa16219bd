package io.github.botmetry.event;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest failures that were told, so that the listener's guard, the log and the bot's own handler tell each once.
 *
 * <p>By identity, also of causes: a bot often throws a new exception round the one it reported, and JDA logs of a failed
 * request only the cause at the end of the chain. Bounded, since the same failure comes back within moments or not at all.
 */
final class ReportedFailures {

    private static final int KEPT = 128;

    private final ReportedFailure[] newest = new ReportedFailure[KEPT];
    private int next;

    /**
     * Runs {@code tell} unless the error, one of its causes, or something that it caused was told before on the same occasion;
     * gives the report of the first time. If {@code tell} throws, the failure counts as not told.
     *
     * @param chain of the error and its causes: to walk over them once more may take long
     * @param occasion which event it happened in, see {@link EventFrame#occasion()}; 0 for none
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

    /** Calls no method of an exception: they are the bot's, and may wait for something. */
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
