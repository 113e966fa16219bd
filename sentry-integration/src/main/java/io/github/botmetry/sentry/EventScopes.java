package io.github.botmetry.sentry;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.Scope;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ScopeType;
import java.time.Duration;

/**
 * The Sentry scopes of one event, current on every thread while it runs the event's code.
 *
 * <p>All threads of an event share them: what one of its callbacks leaves behind belongs on the reports of the others.
 */
final class EventScopes implements Observation {

    private final IScopes scopes;
    private final FrameProcessor processor;

    EventScopes(IScopes base, FrameProcessor processor) {
        this.scopes = base.forkedScopes("Botmetry");
        this.processor = processor;
        scopes.configureScope(ScopeType.ISOLATION, scope -> scope.addEventProcessor(processor));
        scopes.continueTrace(null, null); // else all events since the start would be one trace
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
    public void finished(Outcome outcome, Duration duration) {
        processor.freeze();
    }
}
