package io.github.botmetry.sentry;

import io.sentry.SentryEvent;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryId;
import org.jspecify.annotations.Nullable;

/**
 * Makes one report of a failure, even if the bot sends its log to Sentry and the chat library logs the failure with another
 * exception of its chain, or with its message only.
 */
final class Duplicates {

    /** The only loggers that log a failure by its message alone. */
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
            return false; // the policy ignores it, but the bot reports it on purpose
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

    /** Remembers a report that the bot made itself, so that the exception is not reported again when it is rethrown. */
    void remember(SentryEvent event) {
        Throwable error = event.getThrowable();
        SentryId id = event.getEventId();
        if (error != null && id != null && errors.find(error) == null) {
            errors.add(error, id.toString());
        }
    }
}
