package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.DiscordError;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.SessionChange;
import io.github.botmetry.guard.Causes;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.IScopes;
import io.sentry.ISpan;
import io.sentry.MonitorConfig;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.exception.ExceptionMechanismException;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the reports, and gives events scopes of their own. */
final class Reporter implements EventObserver {

    /** The mechanism that Sentry shows for each failure. */
    static final String MECHANISM = "Botmetry";

    /** The key of the failure on the hint of reports made here. */
    static final String REPORT_HINT = "botmetry:report";

    static final String CALL_SITE_HINT = "botmetry:callSite";

    private final Installation parts;
    private final Settings settings;

    Reporter(Installation parts, Settings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    @Override
    public boolean followsEveryEvent() {
        return settings.isolation() == Isolation.ALL;
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        SentrySdk.Session session = parts.sdk.session();
        if (session == null) {
            return null;
        }
        EventScopes scopes = settings.isolation().covers(event.kind())
                ? new EventScopes(session, event, new FrameProcessor(parts.enrichment, parts.figures))
                : null;
        MonitorConfig monitor = monitorOf(event);
        if (monitor == null) {
            return scopes;
        }
        return TaskCheckIn.around(scopes, event, scopes == null ? session.base() : scopes.scopes(), monitor);
    }

    private @Nullable MonitorConfig monitorOf(BotEvent event) {
        return event.kind() == BotEvent.Kind.TASK ? settings.monitors().get(event.name()) : null;
    }

    @Override
    public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
        SentrySdk.Session session = parts.sdk.session();
        if (session == null) {
            parts.missing();
            return null;
        }
        IScopes scopes = scopesOf(event, session);
        DiscordError answer = parts.explain(failure.error());
        markTrace(scopes, failure.error(), answer);
        SeenErrors.Seen seen = parts.errors.find(failure.error());
        if (seen != null) {
            return seen.report();
        }
        ErrorPolicy.Decision decision = decide(failure.error(), answer, event);
        if (decision == ErrorPolicy.Decision.IGNORE) {
            parts.errors.add(failure.error(), null);
            parts.figures.ignored.increment();
            return null;
        }
        return report(scopes, failure, decision);
    }

    /** Adds the breadcrumb to the global scope, for all later reports; the SDK keeps the newest 100. */
    @Override
    public void sessionChanged(SessionChange change) {
        if (parts.sdk.session() != null) {
            Sentry.getGlobalScope().addBreadcrumb(Breadcrumbs.of(change));
        }
    }

    /**
     * Returns the current scopes, unless they are another event's: a failure may be reported on a thread that handles another
     * event. An event without scopes of its own uses those of the event around it.
     */
    private static IScopes scopesOf(@Nullable BotEvent event, SentrySdk.Session session) {
        IScopes current = ScopesAdapter.getInstance();
        if (event == null) {
            return session.base();
        }
        for (EventProcessor processor : current.getIsolationScope().getEventProcessors()) {
            if (processor instanceof FrameProcessor other && !other.isOf(event)) {
                return session.base();
            }
        }
        return current;
    }

    private static void markTrace(IScopes scopes, Throwable error, @Nullable DiscordError answer) {
        ISpan span = scopes.getSpan();
        if (span != null) {
            if (Exceptions.isPlain(error)) {
                span.setThrowable(error);
            }
            span.setStatus(DiscordStatus.of(error, answer));
        }
    }

    private ErrorPolicy.Decision decide(Throwable error, @Nullable DiscordError answer, @Nullable BotEvent event) {
        return parts.figures
                .guard("error policy")
                .call(() -> settings.policy().decide(error, answer, event), ErrorPolicy.Decision.REPORT);
    }

    private @Nullable String report(IScopes scopes, Failure failure, ErrorPolicy.Decision decision) {
        SentryEvent event = event(failure, scopes.getOptions());
        event.setLevel(decision == ErrorPolicy.Decision.WARN ? SentryLevel.WARNING : SentryLevel.ERROR);
        parts.errors.add(failure.error(), String.valueOf(event.getEventId()));
        Hint hint = new Hint();
        hint.set(REPORT_HINT, failure.error());
        if (failure.callSite() != null && !Causes.contain(failure.error(), failure.callSite())) {
            hint.set(CALL_SITE_HINT, failure.callSite());
        }
        parts.delivery.follow(hint);
        SentryId id = scopes.captureEvent(event, hint);
        if (SentryId.EMPTY_ID.equals(id)) {
            return null;
        }
        parts.figures.reported.increment();
        parts.delivery.taken(hint, scopes.getOptions());
        return id.toString();
    }

    private static SentryEvent event(Failure failure, SentryOptions options) {
        Mechanism mechanism = new Mechanism();
        mechanism.setType(MECHANISM);
        mechanism.setHandled(failure.handled());
        mechanism.setData(Map.of("source", failure.source().label()));
        if (!Exceptions.isPlain(failure.error())) {
            SentryEvent event = new SentryEvent();
            List<SentryException> chain = Exceptions.chain(failure.error(), options);
            chain.get(chain.size() - 1).setMechanism(mechanism);
            event.setExceptions(chain);
            return event;
        }
        return new SentryEvent(new ExceptionMechanismException(mechanism, failure.error(), Thread.currentThread()));
    }
}
