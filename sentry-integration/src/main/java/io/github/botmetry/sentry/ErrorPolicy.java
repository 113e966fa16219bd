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
 * <p>Called once for each failure, on the bot's threads, by several at the same time. A policy that throws decides
 * {@link Decision#REPORT}. Reports that the bot makes with Sentry itself do not pass here.
 */
@FunctionalInterface
public interface ErrorPolicy {

    /** The fate of a failure, which is counted in any case. */
    enum Decision {
        /** Makes no report, neither of the failure nor of the chat library's log line about it. */
        IGNORE,
        /** Makes a report of level warning. */
        WARN,
        /** Makes a report of level error. */
        REPORT
    }

    /**
     * Decides about one failure; returns soon, since the bot waits.
     *
     * @param error the exception, or other Throwable, of the failure
     * @param answer Discord's answer, null if the failure did not come from one
     * @param event the event that was being handled, null outside of events
     */
    Decision decide(Throwable error, @Nullable DiscordError answer, @Nullable BotEvent event);

    /**
     * Returns the default policy.
     *
     * <p>It ignores failures that a bot cannot prevent: cancelled calls, a deleted message (10008), a user who takes no direct
     * messages (50007). It warns of refusals and failures of Discord: missing permissions, unknown channels, members and users,
     * expired or twice acknowledged interactions, rate limits, server errors. It reports the rest. The numbers are Discord's
     * <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">JSON error codes</a>.
     */
    static ErrorPolicy defaults() {
        return DefaultErrorPolicy.INSTANCE;
    }
}
