package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.Scope;
import io.sentry.Breadcrumb;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ScopeType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Sentry scopes of one event, current on every thread while it runs the event's code.
 *
 * <p>All threads of an event share them: what one of its callbacks leaves behind belongs on the reports of the others.
 */
final class EventScopes implements Observation {

    private final IScopes scopes;
    private final FrameProcessor processor;
    private final @Nullable EventTrace trace;

    EventScopes(IScopes base, BotEvent event, FrameProcessor processor) {
        this.scopes = base.forkedScopes("Botmetry");
        this.processor = processor;
        scopes.configureScope(ScopeType.ISOLATION, scope -> scope.addEventProcessor(processor));
        scopes.continueTrace(null, null); // else all events since the start would be one trace
        this.trace = EventTrace.start(scopes, event);
    }

    IScopes scopes() {
        return scopes;
    }

    @Override
    public Scope enter() {
        EventFrame frame = CurrentEvent.frame();
        if (frame != null) {
            processor.frame(frame);
        }
        ISentryLifecycleToken token = scopes.makeCurrent();
        return token::close;
    }

    @Override
    public void restCompleted(RestCall call) {
        Breadcrumb breadcrumb = Breadcrumbs.of(call);
        processor.mark(breadcrumb);
        scopes.addBreadcrumb(breadcrumb);
        if (trace != null) {
            trace.add(call);
        }
    }

    @Override
    public void finished(Outcome outcome, Duration duration) {
        if (trace != null) {
            trace.finish(outcome);
        }
        processor.freeze();
    }
}
