package io.github.botmetry.sentry;

import io.sentry.SentryOptions;
import io.sentry.SentryStackTraceFactory;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes exceptions as Sentry does, where the SDK must not or cannot do it itself. */
final class Exceptions {

    private Exceptions() {}

    static SentryException of(Throwable error, @Nullable String value, SentryOptions options) {
        SentryException exception = new SentryException();
        exception.setType(error.getClass().getSimpleName());
        exception.setModule(error.getClass().getPackageName());
        exception.setValue(value);
        SentryStackTrace stackTrace =
                new SentryStackTrace(new SentryStackTraceFactory(options).getStackFrames(error.getStackTrace(), false));
        stackTrace.setSnapshot(true);
        exception.setStacktrace(stackTrace);
        return exception;
    }

    /** Each of the chain once, the innermost first, as Sentry lists them. */
    static List<SentryException> chain(Throwable error, SentryOptions options) {
        List<SentryException> exceptions = new ArrayList<>();
        for (Throwable cause : causes(error)) {
            exceptions.add(0, of(cause, cause.getMessage(), options));
        }
        return exceptions;
    }

    /**
     * Whether the causes go round in a circle, as Java allows. SDKs up to 8.53 look for the end of such a chain until the heap
     * is full, so they must not be given it.
     */
    static boolean isCircular(Throwable error) {
        List<Throwable> causes = causes(error);
        return causes.get(causes.size() - 1).getCause() != null;
    }

    /** The exception and its causes, each once. */
    static List<Throwable> causes(Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = error; cause != null && seen.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
