package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.Scope;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Sentry scopes of one event current on every thread while it runs the event's code.
 *
 * <p>All threads of an event share them, so tags and breadcrumbs of one callback are on the reports of the others.
 */
final class EventScopes implements Observation {

    private final LazyScopes scopes;
    private final FrameProcessor processor;
    private final @Nullable EventTrace trace;

    EventScopes(SentrySdk.Session session, BotEvent event, FrameProcessor processor) {
        this.scopes = new LazyScopes(session.base(), processor);
        this.processor = processor;
        boolean isTraced = EventTrace.isWanted(session.options(), event);
        if (isTraced || !session.takesStandIns()) {
            scopes.get();
        }
        this.trace = isTraced ? EventTrace.start(scopes.get(), event) : null;
    }

    /** Forks the scopes if that has not been done. */
    IScopes scopes() {
        return scopes.get();
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
        scopes.add(call);
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
