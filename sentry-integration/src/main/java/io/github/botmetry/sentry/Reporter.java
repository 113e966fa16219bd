package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.sentry.Hint;
import io.sentry.IScopes;
import io.sentry.ScopesAdapter;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.exception.ExceptionMechanismException;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.SentryId;
import org.jspecify.annotations.Nullable;

/** Makes the reports, and gives events scopes of their own. */
final class Reporter implements EventObserver {

    /** What Sentry shows as the way in which a failure was noticed. */
    static final String MECHANISM = "Botmetry";

    private final SentrySdk sdk;
    private final Enrichment enrichment;
    private final Settings settings;
    private final Figures figures;

    Reporter(SentrySdk sdk, Enrichment enrichment, Settings settings, Figures figures) {
        this.sdk = sdk;
        this.enrichment = enrichment;
        this.settings = settings;
        this.figures = figures;
    }

    @Override
    public boolean followsEveryEvent() {
        return settings.isolation() == Isolation.ALL;
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        SentrySdk.Session session = sdk.session();
        if (session == null || !settings.isolation().covers(event.kind())) {
            return null;
        }
        return new EventScopes(session.base(), new FrameProcessor(enrichment, figures));
    }

    @Override
    public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
        SentrySdk.Session session = sdk.session();
        if (session == null) {
            return null;
        }
        // Inside an event its scopes are current. Outside, the thread may still carry those of another.
        IScopes scopes = event == null ? session.base() : ScopesAdapter.getInstance();
        SentryId id = scopes.captureEvent(event(failure), new Hint());
        if (SentryId.EMPTY_ID.equals(id)) {
            return null;
        }
        figures.reported.increment();
        return id.toString();
    }

    private static SentryEvent event(Failure failure) {
        Mechanism mechanism = new Mechanism();
        mechanism.setType(MECHANISM);
        mechanism.setHandled(failure.handled());
        SentryEvent event =
                new SentryEvent(new ExceptionMechanismException(mechanism, failure.error(), Thread.currentThread()));
        event.setLevel(SentryLevel.ERROR);
        return event;
    }
}
