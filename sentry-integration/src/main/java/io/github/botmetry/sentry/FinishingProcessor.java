package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.User;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrects a finished report: it is one of the options' processors, which run after those of the scopes and of the SDK.
 */
final class FinishingProcessor implements EventProcessor {

    private final SentryOptions options;
    private final Installation parts;

    FinishingProcessor(SentryOptions options, Installation parts) {
        this.options = options;
        this.parts = parts;
    }

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        removePeople(event, hint);
        Throwable callSite = hint.getAs(Reporter.CALL_SITE_HINT, Throwable.class);
        if (callSite != null) {
            parts.figures.attempt("call site of reports", () -> addCallSite(event, callSite));
        }
        Throwable reported = hint.getAs(Reporter.REPORT_HINT, Throwable.class);
        Throwable error = reported == null ? event.getThrowable() : reported;
        parts.figures.attempt("quotes of reports", () -> parts.quotes.cut(event, error));
        parts.figures.attempt("limits of reports", () -> Limits.apply(event));
        return event;
    }

    @Override
    public SentryTransaction process(SentryTransaction transaction, Hint hint) {
        removePeople(transaction, hint);
        return transaction;
    }

    private void removePeople(SentryBaseEvent report, Hint hint) {
        removeAddress(report, hint);
        BotEvent event = hint.getAs(Enrichment.EVENT_HINT, BotEvent.class);
        parts.figures.attempt("privacy of reports", () -> parts.withholding.apply(report, event));
    }

    /** Removes the IP address that the SDK adds for {@code sendDefaultPii}: it is the bot's, and would appear as the user's. */
    private static void removeAddress(SentryBaseEvent report, Hint hint) {
        User user = report.getUser();
        if (user != null && hint.get(Enrichment.EVENT_HINT) != null) {
            user.setIpAddress(null);
        }
    }

    /** Sets it for the innermost cause, which Sentry lists first, since the exception was made on a thread of the library. */
    private void addCallSite(SentryEvent event, Throwable callSite) {
        List<SentryException> exceptions = new ArrayList<>();
        exceptions.add(Exceptions.of(callSite, "Called here", options));
        if (event.getExceptions() != null) {
            exceptions.addAll(event.getExceptions());
        }
        event.setExceptions(exceptions);
    }
}
