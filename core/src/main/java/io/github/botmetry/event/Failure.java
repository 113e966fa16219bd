package io.github.botmetry.event;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What failed, and where it was noticed.
 *
 * @param error the failure itself, without the wrappers that threads and reflection put round it
 * @param source where it was noticed
 * @param handled whether the bot caught it itself
 * @param callSite whose stack trace shows where the failed call was made, where that is not in {@code error}
 */
public record Failure(
        Throwable error,
        Source source,
        boolean handled,
        @Nullable Throwable callSite) {

    /** Where a failure was noticed. */
    public enum Source {
        LISTENER,
        CALLBACK,
        REST,
        GATEWAY,
        TASK,
        REPORTED,
        UNCAUGHT,
        LOGGED;

        /** How labels and paths spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Failure {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(source, "source");
    }
}
