package io.github.botmetry.event;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest failures that were told, so that the listener's guard, the log and the bot's own handler tell each once.
 *
 * <p>By identity, also of causes: a bot often throws a new exception round the one it reported, and JDA logs of a failed
 * request only the cause at the end of the chain. Weak, so that no exception lives longer for it; bounded, since the same
 * failure comes back within moments or not at all.
 */
final class ToldFailures {

    private static final int KEPT = 128;

    /** Causes may go round in a circle. */
    private static final int MAX_DEPTH = 32;

    private final Told[] newest = new Told[KEPT];
    private int next;

    private static final class Told {
        final WeakReference<Throwable> error;
        volatile @Nullable String report;

        Told(Throwable error) {
            this.error = new WeakReference<>(error);
        }
    }

    /**
     * Runs {@code tell} unless the error, one of its causes, or something that it caused was told before; gives the report of
     * the first time.
     */
    @Nullable
    String once(Throwable error, Supplier<@Nullable String> tell) {
        Told told;
        synchronized (this) {
            Told before = find(error);
            if (before != null) {
                return before.report;
            }
            told = new Told(error);
            newest[next] = told;
            next = (next + 1) % KEPT;
        }
        String report = tell.get();
        told.report = report;
        return report;
    }

    private @Nullable Told find(Throwable error) {
        Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = error; cause != null && chain.add(cause); cause = cause.getCause()) {
            for (Told told : newest) {
                if (told != null && told.error.refersTo(cause)) {
                    return told;
                }
            }
        }
        for (Told told : newest) {
            if (told != null && isCauseOf(told.error.get(), error)) {
                return told;
            }
        }
        return null;
    }

    private static boolean isCauseOf(@Nullable Throwable known, Throwable error) {
        Throwable cause = known;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause == error) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
