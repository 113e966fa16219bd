package io.github.botmetry.sentry;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.User;

/**
 * Takes off the address that the SDK adds to every user when {@code sendDefaultPii} is set: it is the one of the bot's own
 * machine, which would be filed as the Discord user's. Runs among the options' processors, which come after the scopes'.
 */
final class AddressRemover implements EventProcessor {

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        remove(event, hint);
        return event;
    }

    @Override
    public SentryTransaction process(SentryTransaction transaction, Hint hint) {
        remove(transaction, hint);
        return transaction;
    }

    private static void remove(SentryBaseEvent report, Hint hint) {
        User user = report.getUser();
        if (user != null && hint.get(Enrichment.EVENT_HINT) != null) {
            user.setIpAddress(null);
        }
    }
}
