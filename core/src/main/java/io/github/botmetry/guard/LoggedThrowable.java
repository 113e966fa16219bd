package io.github.botmetry.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as the log may have it: itself, unless a token stands in a message, the log could not get to its end, or code of
 * others answers when the log asks it.
 *
 * <p>Then it is a copy with the same stack traces, whose messages begin with the original class.
 */
record LoggedThrowable(@Nullable Throwable orNull) {

    private static final int MAX_COPIED = 10;

    /** Longer messages are cut, in a copy: some hold all that a user wrote. */
    private static final int MAX_MESSAGE = 1_000;

    /** To be called on the thread that writes the log: the throwable may hang. */
    static LoggedThrowable of(@Nullable Throwable thrown) {
        try {
            return new LoggedThrowable(thrown == null || isHarmless(thrown) ? thrown : copy(thrown));
        } catch (Throwable hostile) {
            return new LoggedThrowable(null); // its class stands in the message
        }
    }

    private static boolean isHarmless(Throwable thrown) {
        return Causes.of(thrown).stream().allMatch(LoggedThrowable::isHarmlessAlone) && Causes.areFinite(thrown);
    }

    private static boolean isHarmlessAlone(Throwable cause) {
        if (!PlainThrowables.contain(cause) || cause.getSuppressed().length > 0) {
            return false;
        }
        String text = String.valueOf(cause);
        return text.length() <= MAX_MESSAGE && !Printable.hasToken(text);
    }

    private static Throwable copy(Throwable thrown) {
        Throwable copy = null;
        List<Throwable> causes = Causes.of(thrown);
        for (int i = Math.min(causes.size(), MAX_COPIED) - 1; i >= 0; i--) {
            copy = new Copied(causes.get(i), copy);
        }
        return copy == null ? thrown : copy;
    }

    private static StackTraceElement[] traceOf(Throwable original) {
        try {
            return original.getStackTrace().clone();
        } catch (Throwable hostile) {
            return new StackTraceElement[0];
        }
    }

    private static final class Copied extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Copied(Throwable original, @Nullable Throwable cause) {
            super(Causes.describe(original), cause, false, true);
            setStackTrace(traceOf(original));
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
