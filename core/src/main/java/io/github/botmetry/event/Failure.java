package io.github.botmetry.event;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read one failure of the bot: the exception and the place that noticed it.
 *
 * @param error the exception without the wrappers of threads and reflection
 * @param source the place that noticed it
 * @param handled true if the bot caught it itself
 * @param callSite its stack trace shows where the bot made the failed call, if {@code error} does not
 */
public record Failure(
        Throwable error,
        Source source,
        boolean handled,
        @Nullable Throwable callSite) {

    /** The place that noticed a failure. */
    public enum Source {
        LISTENER,
        CALLBACK,
        REST,
        GATEWAY,
        TASK,
        REPORTED,
        UNCAUGHT,
        LOGGED;

        /** The spelling in labels and names. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Failure {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(source, "source");
    }
}
