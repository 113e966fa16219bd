package io.github.botmetry.sentry;

import io.github.botmetry.event.RestCall;
import io.sentry.Breadcrumb;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ScopeType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Forks the Sentry scopes of one event when something is captured or added, which is rare.
 *
 * <p>Thread-safe. Nothing waits: breadcrumbs pass the bot's {@code beforeBreadcrumb}, which may hang, so they are added to a
 * fork that no other thread knows yet. Two threads that are first at the same time each fork, and one fork is dropped.
 */
final class LazyScopes implements Supplier<IScopes> {

    /** The limit of calls to Discord kept here; one more forks the scopes, which keep the newest 100 breadcrumbs by default. */
    private static final int MAX_CALLS = 16;

    private final IScopes base;
    private final FrameProcessor processor;
    private @Nullable Calls calls;
    private volatile @Nullable IScopes standIn;
    private volatile @Nullable IScopes forked;

    /** The newest call to Discord and those before it; they become breadcrumbs with the fork. */
    private record Calls(
            RestCall call, long atMillis, @Nullable Calls before, int length) {}

    LazyScopes(IScopes base, FrameProcessor processor) {
        this.base = base;
        this.processor = processor;
    }

    ISentryLifecycleToken makeCurrent() {
        IScopes known = forked;
        return known == null ? StandIn.makeCurrent(standIn()) : known.makeCurrent();
    }

    /** Returns one stand-in for all threads of the event, or two if two threads are first at the same time. */
    private IScopes standIn() {
        IScopes known = standIn;
        if (known == null) {
            known = StandIn.of(base, this);
            standIn = known;
        }
        return known;
    }

    void add(RestCall call) {
        if (!keep(call)) {
            get().addBreadcrumb(breadcrumb(call, System.currentTimeMillis()));
        }
    }

    private synchronized boolean keep(RestCall call) {
        int length = calls == null ? 0 : calls.length;
        if (forked != null || length == MAX_CALLS) {
            return false;
        }
        calls = new Calls(call, System.currentTimeMillis(), calls, length + 1);
        return true;
    }

    /** Returns the scopes; the first call forks them. */
    @Override
    public IScopes get() {
        IScopes known = forked;
        while (known == null) {
            Calls seen = calls();
            known = publish(fork(seen), seen);
        }
        return known;
    }

    private synchronized @Nullable Calls calls() {
        return calls;
    }

    /** Returns null if a call to Discord came in between. */
    private synchronized @Nullable IScopes publish(IScopes made, @Nullable Calls added) {
        if (forked == null && calls == added) {
            forked = made;
            calls = null;
        }
        return forked;
    }

    private IScopes fork(@Nullable Calls seen) {
        IScopes made = base.forkedScopes("Botmetry");
        made.configureScope(ScopeType.ISOLATION, scope -> scope.addEventProcessor(processor));
        made.continueTrace(null, null); // otherwise all events since the start would be one trace
        if (seen != null) {
            try (ISentryLifecycleToken token =
                    made.makeCurrent()) { // else a beforeBreadcrumb that calls Sentry would fork
                addAll(made, seen);
            }
        }
        return made;
    }

    private void addAll(IScopes made, Calls newest) {
        if (newest.before != null) {
            addAll(made, newest.before); // no deeper than MAX_CALLS
        }
        made.addBreadcrumb(breadcrumb(newest.call, newest.atMillis));
    }

    private Breadcrumb breadcrumb(RestCall call, long atMillis) {
        return processor.marked(Breadcrumbs.of(call, atMillis));
    }
}
