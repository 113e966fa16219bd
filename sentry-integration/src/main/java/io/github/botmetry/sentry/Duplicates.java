package io.github.botmetry.sentry;

import io.sentry.SentryEvent;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryId;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a failure is one report, also where the bot sends its log to Sentry and the chat library logs the failure:
 * with another exception of its chain, or with its message only.
 */
final class Duplicates {

    /** Only there is a failure told by its message alone. */
    private static final String LIBRARY_LOGGER = "net.dv8tion.jda";

    private final SeenErrors errors;
    private final Figures figures;

    Duplicates(SeenErrors errors, Figures figures) {
        this.errors = errors;
        this.figures = figures;
    }

    boolean isDuplicate(SentryEvent event) {
        SeenErrors.Seen seen = seen(event);
        if (seen == null) {
            return false;
        }
        boolean isFromLog = event.getLogger() != null;
        if (seen.report() == null && !isFromLog) {
            return false; // the policy ignores it, but the bot hands it to Sentry on purpose
        }
        figures.duplicates.increment();
        return true;
    }

    private SeenErrors.@Nullable Seen seen(SentryEvent event) {
        Throwable error = event.getThrowable();
        if (error != null) {
            return errors.find(error);
        }
        Message message = event.getMessage();
        String logger = event.getLogger();
        if (message == null || logger == null || !logger.startsWith(LIBRARY_LOGGER)) {
            return null;
        }
        return message.getFormatted() == null ? null : errors.findIn(message.getFormatted());
    }

    /** A report that the bot made itself: what it then throws on is not reported again. */
    void remember(SentryEvent event) {
        Throwable error = event.getThrowable();
        SentryId id = event.getEventId();
        if (error != null && id != null && errors.find(error) == null) {
            errors.add(error, id.toString());
        }
    }
}
