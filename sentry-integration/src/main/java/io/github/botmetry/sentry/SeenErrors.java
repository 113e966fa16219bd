package io.github.botmetry.sentry;

import io.github.botmetry.guard.Causes;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the newest failures that were reported or ignored, with all their causes.
 *
 * <p>Weak and bounded: the same failure comes back, through the log or thrown on, within moments or not at all.
 */
final class SeenErrors {

    private static final int KEPT = 256;

    private final Seen[] newest = new Seen[KEPT];
    private int next;

    /**
     * Remembers one exception of a chain.
     *
     * @param report the report's id; null if the failure is ignored
     */
    record Seen(WeakReference<Throwable> error, @Nullable String report) {}

    void add(Throwable error, @Nullable String report) {
        Causes.of(error).forEach(cause -> keep(new Seen(new WeakReference<>(cause), report)));
    }

    private synchronized void keep(Seen seen) {
        newest[next] = seen;
        next = (next + 1) % KEPT;
    }

    /** Finds the failure, one of its causes, or a failure that it caused. */
    @Nullable
    Seen find(Throwable error) {
        return findAny(Causes.of(error));
    }

    private synchronized @Nullable Seen findAny(List<Throwable> chain) {
        for (Seen seen : newest) {
            if (seen != null && chain.stream().anyMatch(seen.error::refersTo)) {
                return seen;
            }
        }
        return null;
    }

    /** Finds a failure whose message is a part of this text. */
    @Nullable
    Seen findIn(String text) {
        for (Seen seen : copy()) {
            Throwable error = seen == null ? null : seen.error.get();
            String message = error == null ? null : Causes.message(error);
            if (message != null && !message.isBlank() && text.endsWith(message)) {
                return seen;
            }
        }
        return null;
    }

    /** Calls the exceptions outside of our lock. */
    private synchronized @Nullable Seen[] copy() {
        return newest.clone();
    }
}
