package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Causes;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.dv8tion.jda.api.exceptions.ContextException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;

/**
 * Sees the failures of requests for which the bot gave no failure callback, and passes them on to whoever saw them before.
 *
 * <p>JDA keeps that one callback for the whole JVM: each Botmetry puts itself before the one it finds, tells only of failures
 * of its own bots, and takes itself away at the end if it is still on top.
 */
final class DefaultFailures implements Consumer<Throwable> {

    private final EventDispatcher events;
    private final RestThreads restThreads;
    private final Consumer<? super Throwable> before;
    private volatile boolean closed;

    private DefaultFailures(EventDispatcher events, RestThreads restThreads, Consumer<? super Throwable> before) {
        this.events = events;
        this.restThreads = restThreads;
        this.before = before;
    }

    static DefaultFailures install(EventDispatcher events, RestThreads restThreads) {
        synchronized (DefaultFailures.class) {
            DefaultFailures installed = new DefaultFailures(events, restThreads, RestAction.getDefaultFailure());
            RestAction.setDefaultFailure(installed);
            return installed;
        }
    }

    void uninstall() {
        synchronized (DefaultFailures.class) {
            closed = true;
            if (RestAction.getDefaultFailure() == this) {
                RestAction.setDefaultFailure(before);
            }
        }
    }

    @Override
    public void accept(Throwable error) {
        EventFrame frame = CurrentEvent.frame();
        boolean ours = frame == null ? restThreads.isWorking() : events.owns(frame);
        if (ours && !closed && !(error instanceof CancellationException)) {
            events.failed(frame, new Failure(error, sourceOf(error), false, callSite(error)));
        }
        before.accept(error);
    }

    /** What no request fails with was thrown by the bot, in a {@code map} or {@code flatMap}. */
    private static Failure.Source sourceOf(Throwable error) {
        boolean rest = error instanceof ErrorResponseException
                || error instanceof RateLimitedException
                || error instanceof TimeoutException
                || error instanceof IOException;
        return rest ? Failure.Source.REST : Failure.Source.CALLBACK;
    }

    /** JDA hangs the place of the call at the end of the causes. */
    static @Nullable Throwable callSite(Throwable error) {
        for (Throwable cause : Causes.of(error)) {
            if (cause instanceof ContextException) {
                return cause;
            }
        }
        return null;
    }
}
