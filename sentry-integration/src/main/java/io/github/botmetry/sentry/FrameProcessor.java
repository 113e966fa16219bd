package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.sentry.Breadcrumb;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Adds one event to the reports of its scopes, also on threads to which the bot carries the scopes itself (SentryWrapper,
 * coroutines, OpenTelemetry), where {@link GlobalProcessor} sees no event.
 */
final class FrameProcessor implements EventProcessor {

    private final Enrichment enrichment;
    private final Figures figures;
    private volatile @Nullable EventFrame frame;

    FrameProcessor(Enrichment enrichment, Figures figures) {
        this.enrichment = enrichment;
        this.figures = figures;
    }

    void frame(EventFrame frame) {
        this.frame = frame;
    }

    /** Returns true if these are the scopes of the event, or of an event around it. */
    boolean isOf(BotEvent event) {
        EventFrame current = frame;
        return current == null || EventMark.isOf(EventMark.of(current.described()), event);
    }

    /** Marks a breadcrumb that is left on a thread which may handle another event. */
    Breadcrumb marked(Breadcrumb breadcrumb) {
        EventFrame current = frame;
        if (current != null) {
            breadcrumb.setData(Breadcrumbs.MARK, EventMark.of(current.described()));
        }
        return breadcrumb;
    }

    /** Releases the event when it is over, so that scopes that live on hold no objects of a chat library. */
    void freeze() {
        EventFrame last = frame;
        if (last != null) {
            frame = last.frozen();
        }
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
        EventFrame current = frame;
        if (current != null && hint.get(Enrichment.EVENT_HINT) == null) {
            figures.attempt("event of reports", () -> {
                Breadcrumbs.select(report, current.described());
                enrichment.apply(report, hint, current);
            });
        }
    }

    @Override
    public Long getOrder() {
        return 0L;
    }
}
