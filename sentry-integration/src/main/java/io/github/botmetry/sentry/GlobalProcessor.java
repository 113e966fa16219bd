package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Adds the event of the thread to every report, and drops reports of failures that were reported before.
 *
 * <p>It sits on the global scope, which outlives each initialisation of Sentry. Newer SDKs drop a report whose processor
 * throws, so nothing is thrown here; and nothing is logged here, since the log may lead back to Sentry.
 */
final class GlobalProcessor implements EventProcessor {

    static final long ORDER = 100;

    private static final String PROCESSING = "processing of reports";

    private final Installation parts;
    private volatile boolean off;

    GlobalProcessor(Installation parts) {
        this.parts = parts;
    }

    /** Stops processing; a report that is being made may still arrive. */
    void switchOff() {
        off = true;
    }

    @Override
    public @Nullable SentryEvent process(SentryEvent event, Hint hint) {
        if (off || isOfAnother()) {
            return event;
        }
        parts.delivery.follow(hint);
        Throwable reported = hint.getAs(Reporter.REPORT_HINT, Throwable.class);
        boolean isOurs = reported != null;
        try {
            if (!isOurs && parts.duplicates.isDuplicate(event)) {
                return null;
            }
            enrich(event, hint);
            Throwable error = isOurs ? reported : event.getThrowable();
            parts.facts.apply(event, error, hint.getAs(Enrichment.EVENT_HINT, BotEvent.class));
            if (!isOurs) {
                parts.duplicates.remember(event);
            }
            parts.figures.guard(PROCESSING).succeeded();
        } catch (Throwable thrown) {
            parts.figures.problem(PROCESSING, thrown);
        }
        return event;
    }

    @Override
    public @Nullable SentryTransaction process(SentryTransaction transaction, Hint hint) {
        if (!off && !isOfAnother()) {
            parts.figures.attempt("event of transactions", () -> enrich(transaction, hint));
        }
        return transaction;
    }

    /** Returns true in an event of another Botmetry in this JVM, which describes its reports itself. */
    private boolean isOfAnother() {
        EventFrame frame = CurrentEvent.frame();
        return frame != null && !parts.owns(frame);
    }

    private void enrich(SentryBaseEvent report, Hint hint) {
        parts.keepScrubbing(); // also prepares new options, before this first report of theirs is written out
        if (hint.get(Enrichment.EVENT_HINT) != null) {
            return; // made in an event's own scopes, and not filled from another event
        }
        EventFrame frame = CurrentEvent.frame();
        BotEvent event = frame == null ? null : frame.described();
        parts.leftovers.remove(report, event);
        Breadcrumbs.select(report, event);
        if (frame != null) {
            parts.enrichment.apply(report, hint, frame);
        }
    }

    /** Runs after the processors of an event's own scopes, which know more. */
    @Override
    public Long getOrder() {
        return ORDER;
    }
}
