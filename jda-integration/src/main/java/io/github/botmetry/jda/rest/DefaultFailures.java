package io.github.botmetry.jda.rest;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
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
 * Sees the failures of requests for which the bot gave no failure callback, and passes them on to the one that was there.
 *
 * <p>JDA keeps that one callback for the whole JVM: each Botmetry puts itself before the one it finds, reports only failures
 * of its own bots, and takes itself out at the end. Where a callback of the bot's is before it, it is left there, and keeps
 * nothing of Botmetry.
 */
public final class DefaultFailures implements Consumer<Throwable> {

    public static final String HIDDEN = "hook-replaced";
    private static final String SUBJECT = "RestAction.setDefaultFailure";

    private volatile @Nullable EventDispatcher events;
    private volatile Consumer<? super Throwable> before;
    private final RestActivity restActivity;

    private DefaultFailures(EventDispatcher events, RestActivity restActivity, Consumer<? super Throwable> before) {
        this.events = events;
        this.restActivity = restActivity;
        this.before = before;
    }

    public static DefaultFailures install(EventDispatcher events, RestActivity restActivity) {
        synchronized (DefaultFailures.class) {
            DefaultFailures installed = new DefaultFailures(events, restActivity, RestAction.getDefaultFailure());
            RestAction.setDefaultFailure(installed);
            return installed;
        }
    }

    public void uninstall() {
        synchronized (DefaultFailures.class) {
            events = null;
            DefaultFailures above = null;
            for (Consumer<?> at = RestAction.getDefaultFailure(); at instanceof DefaultFailures one; at = one.before) {
                if (one == this) {
                    take(above);
                    return;
                }
                above = one;
            }
        }
    }

    private void take(@Nullable DefaultFailures above) {
        if (above == null) {
            RestAction.setDefaultFailure(before);
        } else {
            above.before = before;
        }
    }

    /** Warns if the bot has set another one since, which may or may not pass on what it is given. */
    public void look(Warnings warnings) {
        Consumer<?> set = RestAction.getDefaultFailure();
        Consumer<?> at = set;
        while (at instanceof DefaultFailures one && one != this) {
            at = one.before;
        }
        if (at == this) {
            warnings.resolved(HIDDEN, SUBJECT);
        } else {
            warnings.warn(
                    HIDDEN,
                    SUBJECT,
                    "was called after attach(), with a " + set.getClass().getName()
                            + ": failures of requests are seen all"
                            + " the same, those in map() and flatMap() only if it calls the one that was there before",
                    "call it before JdaIntegration.attach(builder)");
        }
    }

    /** True if the bot gave the request no callback and this default is not ours, which would see the failure. */
    static boolean isOfTheBot(Object callback) {
        return callback == RestAction.getDefaultFailure() && !(callback instanceof DefaultFailures);
    }

    @Override
    public void accept(Throwable error) {
        failed(error);
        before.accept(error);
    }

    /** A request failed that has no failure callback. */
    public void failed(Throwable error) {
        EventDispatcher own = events;
        if (own == null || error instanceof CancellationException) {
            return;
        }
        EventFrame frame = CurrentEvent.frame();
        if (frame == null ? restActivity.isWorking() : own.owns(frame)) {
            own.failed(frame, new Failure(error, sourceOf(error), false, callSite(error)));
        }
    }

    /** An exception that no request fails with was thrown by the bot, in a {@code map} or {@code flatMap}. */
    private static Failure.Source sourceOf(Throwable error) {
        boolean rest = error instanceof ErrorResponseException
                || error instanceof RateLimitedException
                || error instanceof TimeoutException
                || error instanceof IOException;
        return rest ? Failure.Source.REST : Failure.Source.CALLBACK;
    }

    /** JDA hangs the place of the call at the end of the causes. */
    public static @Nullable Throwable callSite(Throwable error) {
        for (Throwable cause : Causes.of(error)) {
            if (cause instanceof ContextException) {
                return cause;
            }
        }
        return null;
    }
}
