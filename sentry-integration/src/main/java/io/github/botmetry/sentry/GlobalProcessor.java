package io.github.botmetry.sentry;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Sees every report before it leaves, whoever made it, and says on it what its thread is handling.
 *
 * <p>It sits on the global scope, which outlives each initialisation of Sentry. From 8.54 on the SDK drops a report whose
 * processor throws, so nothing may come out of here; and nothing is logged here, since the log may lead back to Sentry.
 */
final class GlobalProcessor implements EventProcessor {

    private final SentrySdk sdk;
    private final Enrichment enrichment;
    private final Figures figures;
    private volatile boolean off;

    GlobalProcessor(SentrySdk sdk, Enrichment enrichment, Figures figures) {
        this.sdk = sdk;
        this.enrichment = enrichment;
        this.figures = figures;
    }

    /** A processor cannot be taken off a scope. */
    void switchOff() {
        off = true;
    }

    @Override
    public @Nullable SentryEvent process(SentryEvent event, Hint hint) {
        enrich(event, hint);
        return event;
    }

    @Override
    public @Nullable SentryTransaction process(SentryTransaction transaction, Hint hint) {
        enrich(transaction, hint);
        return transaction;
    }

    private void enrich(SentryBaseEvent report, Hint hint) {
        if (off) {
            return;
        }
        try {
            sdk.session(); // so that new options are prepared before this first report of theirs is written out
            EventFrame frame = CurrentEvent.frame();
            if (frame != null) {
                enrichment.apply(report, hint, frame);
            }
        } catch (Throwable thrown) {
            figures.problem(thrown);
        }
    }

    /** After those of an event's own scopes, which know better. */
    @Override
    public Long getOrder() {
        return 100L;
    }
}
