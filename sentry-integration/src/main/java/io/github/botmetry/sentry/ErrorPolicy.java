package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.DiscordError;
import org.jspecify.annotations.Nullable;

/**
 * Decide which failures are worth a report.
 *
 * <pre>{@code
 * SentryIntegration.builder()
 *         .errorPolicy((error, answer, event) -> error instanceof UserMistake
 *                 ? ErrorPolicy.Decision.IGNORE
 *                 : ErrorPolicy.defaults().decide(error, answer, event))
 *         .build();
 * }</pre>
 *
 * <p>Called once a failure, on the bot's threads; one that throws means {@link Decision#REPORT}. What the bot hands to Sentry
 * itself does not pass here.
 */
@FunctionalInterface
public interface ErrorPolicy {

    /** What becomes of a failure; it is counted in any case. */
    enum Decision {
        /** No report, and none of the log event in which the library tells of it either. */
        IGNORE,
        /** A report of level warning. */
        WARN,
        /** A report of level error. */
        REPORT
    }

    /**
     * Gives the decision about one failure.
     *
     * @param error what was thrown
     * @param answer what Discord answered, null if the failure is none of an answer
     * @param event what was being handled, null if nothing was
     */
    Decision decide(Throwable error, @Nullable DiscordError answer, @Nullable BotEvent event);

    /**
     * Ignores what a bot can do nothing about: cancelled calls, a message that is gone (10008), a user who takes no direct
     * messages (50007). Warns of what Discord refuses or cannot do: missing permissions, unknown channels, members and users,
     * expired or twice acknowledged interactions, rate limits, its own failures. Reports the rest.
     */
    static ErrorPolicy defaults() {
        return DefaultErrorPolicy.INSTANCE;
    }
}
