package io.github.botmetry.sentry;

import io.github.botmetry.guard.Causes;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest failures of which there is a report, or of which there shall be none, with all their causes.
 *
 * <p>Weak and bounded: the same failure comes back, through the log or thrown on, within moments or not at all.
 */
final class SeenErrors {

    private static final int KEPT = 256;

    private final Seen[] newest = new Seen[KEPT];
    private int next;

    /**
     * One exception of a chain.
     *
     * @param report the report's id; null if the failure is to be ignored
     */
    record Seen(WeakReference<Throwable> error, @Nullable String report) {}

    void add(Throwable error, @Nullable String report) {
        Causes.of(error).forEach(cause -> keep(new Seen(new WeakReference<>(cause), report)));
    }

    private synchronized void keep(Seen seen) {
        newest[next] = seen;
        next = (next + 1) % KEPT;
    }

    /** What is known of the failure, of one of its causes, or of one that it was a cause of. */
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

    /** What is known of a failure whose message is a part of this text. */
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

    /** Exceptions are asked outside of our lock. */
    private synchronized @Nullable Seen[] copy() {
        return newest.clone();
    }
}
