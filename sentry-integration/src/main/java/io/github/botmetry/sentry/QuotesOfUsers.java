package io.github.botmetry.sentry;

import io.github.botmetry.event.Quotes;
import io.github.botmetry.guard.Causes;
import io.sentry.Breadcrumb;
import io.sentry.SentryEvent;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes from a report the user's words that a chat library's exceptions quote, wherever their messages appear. */
final class QuotesOfUsers {

    private final Quotes quotes;
    private final Settings settings;

    QuotesOfUsers(Quotes quotes, Settings settings) {
        this.quotes = quotes;
        this.settings = settings;
    }

    void cut(SentryEvent event, @Nullable Throwable error) {
        if (error == null || settings.content() || PersonalData.isWanted()) {
            return;
        }
        Map<String, String> quoting = quoting(error);
        if (!quoting.isEmpty()) {
            cutExceptions(event, quoting);
            cutMessage(event.getMessage(), quoting);
            cutBreadcrumbs(event, quoting);
        }
    }

    /** Maps each message that quotes to the same message without its quotes. */
    private Map<String, String> quoting(Throwable error) {
        Map<String, String> quoting = new LinkedHashMap<>();
        for (Throwable cause : Causes.of(error)) {
            add(cause, quoting);
            for (Throwable suppressed : suppressedBy(cause)) {
                Causes.of(suppressed).forEach(next -> add(next, quoting));
            }
        }
        return quoting;
    }

    private static Throwable[] suppressedBy(Throwable error) {
        return error.getSuppressed(); // final, so no code of the bot runs
    }

    private void add(Throwable cause, Map<String, String> quoting) {
        String discreet = quotes.withoutQuotes(cause);
        String message = discreet == null ? null : Causes.message(cause);
        if (discreet != null && message != null) {
            quoting.put(message, discreet);
        }
    }

    private static void cutExceptions(SentryEvent event, Map<String, String> quoting) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(without(exception.getValue(), quoting)));
        }
    }

    private static void cutMessage(@Nullable Message message, Map<String, String> quoting) {
        if (message != null) {
            message.setFormatted(without(message.getFormatted(), quoting));
            message.setMessage(without(message.getMessage(), quoting));
            if (message.getParams() != null) {
                message.setParams(message.getParams().stream()
                        .map(parameter -> String.valueOf(without(parameter, quoting)))
                        .toList());
            }
        }
    }

    private static void cutBreadcrumbs(SentryEvent event, Map<String, String> quoting) {
        if (event.getBreadcrumbs() != null) {
            for (Breadcrumb breadcrumb : event.getBreadcrumbs()) {
                breadcrumb.setMessage(without(breadcrumb.getMessage(), quoting));
            }
        }
    }

    /** Replaces parts of the text too, since a wrapper's message holds that of its cause. */
    private static @Nullable String without(@Nullable String text, Map<String, String> quoting) {
        String cut = text;
        for (Map.Entry<String, String> entry : quoting.entrySet()) {
            cut = cut == null ? null : cut.replace(entry.getKey(), entry.getValue());
        }
        return cut;
    }
}
