package io.github.botmetry.sentry;

import io.github.botmetry.guard.Causes;
import io.sentry.SentryOptions;
import io.sentry.SentryStackTraceFactory;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes exceptions as Sentry does, for those that its SDK must not or cannot write. */
final class Exceptions {

    private Exceptions() {}

    static SentryException of(Throwable error, @Nullable String value, SentryOptions options) {
        SentryException exception = new SentryException();
        exception.setType(Causes.typeName(error));
        exception.setModule(error.getClass().getPackageName());
        exception.setValue(value);
        SentryStackTrace stackTrace =
                new SentryStackTrace(new SentryStackTraceFactory(options).getStackFrames(stackTrace(error), false));
        stackTrace.setSnapshot(true);
        exception.setStacktrace(stackTrace);
        return exception;
    }

    private static StackTraceElement @Nullable [] stackTrace(Throwable error) {
        try {
            return error.getStackTrace();
        } catch (Throwable hostile) {
            return null;
        }
    }

    /** Returns each exception of the chain once, the innermost first, as Sentry lists them. */
    static List<SentryException> chain(Throwable error, SentryOptions options) {
        List<SentryException> exceptions = new ArrayList<>();
        for (Throwable cause : Causes.of(error)) {
            exceptions.add(0, of(cause, Causes.message(cause), options));
        }
        return exceptions;
    }

    /**
     * Returns true if the SDK can take the exception itself. It loses a report when a cause, message, stack trace or hash code
     * throws, or when chains of suppressed exceptions are long; and it follows an endless chain, up to 8.53 also a circle, until
     * the heap is full.
     */
    static boolean isPlain(Throwable error) {
        try {
            Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            Deque<Throwable> open = new ArrayDeque<>(List.of(error));
            for (Throwable next = open.poll(); next != null; next = open.poll()) {
                for (Throwable cause : Causes.of(next)) {
                    if (seen.add(cause)) {
                        open.addAll(List.of(cause.getSuppressed()));
                    }
                }
                if (seen.size() > Causes.MAX_DEPTH || !Causes.areFinite(next) || !areReadable(seen)) {
                    return false;
                }
            }
            return true;
        } catch (Throwable hostile) {
            return false;
        }
    }

    /** Calls the methods that the SDK calls; throws if one of them does. */
    private static boolean areReadable(Set<Throwable> errors) {
        Set<Throwable> hashed = new HashSet<>();
        for (Throwable error : errors) {
            hashed.add(error);
            Objects.requireNonNullElse(error.getMessage(), "");
            Objects.requireNonNull(error.getStackTrace());
        }
        return !hashed.isEmpty();
    }
}
