package io.github.botmetry.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as the log may have it: itself, unless a token stands in a message or the log could not get to its end.
 *
 * <p>Then it is a copy with the same stack traces, whose messages begin with the original class.
 */
record LoggedThrowable(@Nullable Throwable orNull) {

    private static final int MAX_COPIED = 10;
    private static final Scrubber SCRUBBER = new Scrubber(List.of());

    static LoggedThrowable of(@Nullable Throwable thrown) {
        try {
            return new LoggedThrowable(thrown == null || isHarmless(thrown) ? thrown : copy(thrown));
        } catch (Throwable hostile) {
            return new LoggedThrowable(null); // its class stands in the message
        }
    }

    private static boolean isHarmless(Throwable thrown) {
        if (!Causes.areFinite(thrown)) {
            return false;
        }
        for (Throwable cause : Causes.of(thrown)) {
            String text = String.valueOf(cause);
            boolean hasSecret = !SCRUBBER.scrub(text).equals(text);
            if (hasSecret || cause.getSuppressed().length > 0) {
                return false;
            }
        }
        return true;
    }

    private static Throwable copy(Throwable thrown) {
        Throwable copy = null;
        List<Throwable> causes = Causes.of(thrown);
        for (int i = Math.min(causes.size(), MAX_COPIED) - 1; i >= 0; i--) {
            copy = new Copied(causes.get(i), copy);
        }
        return copy == null ? thrown : copy;
    }

    private static final class Copied extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Copied(Throwable original, @Nullable Throwable cause) {
            super(Causes.describe(original), cause, false, true);
            setStackTrace(original.getStackTrace());
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
