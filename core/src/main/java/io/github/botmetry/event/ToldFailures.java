package io.github.botmetry.event;

import io.github.botmetry.guard.Causes;
import java.lang.ref.WeakReference;
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

    /** After that an exception which is thrown again, as a cached future does, is a failure again. */
    private static final long FORGOTTEN_AFTER_NANOS = 60_000_000_000L;

    private final Told[] newest = new Told[KEPT];
    private int next;

    private static final class Told {
        final WeakReference<Throwable> error;
        final long occasion;
        final long atNanos;
        volatile @Nullable String report;

        Told(Throwable error, long occasion, long atNanos) {
            this.error = new WeakReference<>(error);
            this.occasion = occasion;
            this.atNanos = atNanos;
        }

        /** The same exception in two events is two failures; where one is not known, it is taken for one. */
        boolean isOf(long otherOccasion, long nowNanos) {
            boolean sameOccasion = occasion == otherOccasion || occasion == 0 || otherOccasion == 0;
            return sameOccasion && nowNanos - atNanos < FORGOTTEN_AFTER_NANOS;
        }

        boolean contains(Throwable sought) {
            Throwable known = error.get();
            return known != null && Causes.contain(known, sought);
        }
    }

    /**
     * Runs {@code tell} unless the error, one of its causes, or something that it caused was told before on the same occasion;
     * gives the report of the first time.
     *
     * @param occasion which event it happened in, see {@link EventFrame#occasion()}; 0 for none
     */
    @Nullable
    String once(Throwable error, long occasion, Supplier<@Nullable String> tell) {
        Told told;
        synchronized (this) {
            long now = System.nanoTime();
            Told before = find(error, occasion, now);
            if (before != null) {
                return before.report;
            }
            told = new Told(error, occasion, now);
            newest[next] = told;
            next = (next + 1) % KEPT;
        }
        String report = tell.get();
        told.report = report;
        return report;
    }

    private @Nullable Told find(Throwable error, long occasion, long now) {
        for (Throwable cause : Causes.of(error)) {
            for (Told told : newest) {
                if (told != null && told.isOf(occasion, now) && told.error.refersTo(cause)) {
                    return told;
                }
            }
        }
        for (Told told : newest) {
            if (told != null && told.isOf(occasion, now) && told.contains(error)) {
                return told;
            }
        }
        return null;
    }
}
