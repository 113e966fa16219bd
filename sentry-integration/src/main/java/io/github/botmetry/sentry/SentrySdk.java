package io.github.botmetry.sentry;

import io.sentry.IScope;
import io.sentry.IScopes;
import io.sentry.ISerializer;
import io.sentry.ScopeType;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the current state of Sentry's SDK: the bot may initialise it before us, after us, again, or never.
 *
 * <p>There is no hook for that, but each initialisation brings new options. So they are prepared when they are seen for the
 * first time: before the first report is written, and within a second for other data.
 */
final class SentrySdk {

    private final Consumer<SentryOptions> onNewOptions;
    private volatile @Nullable Session session;
    private volatile boolean closed;

    /**
     * One initialisation.
     *
     * @param base the parent of the scopes of events; those of a thread may carry values that another event left
     * @param takesStandIns false if scopes must be forked before they are made current
     */
    record Session(SentryOptions options, IScopes base, boolean takesStandIns) {}

    SentrySdk(Consumer<SentryOptions> onNewOptions) {
        this.onNewOptions = onNewOptions;
    }

    /** Ends the session for good: Botmetry is closed, Sentry perhaps is not. */
    void close() {
        closed = true;
        session = null;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns true while it is initialised and has a DSN; fast. */
    static boolean isInitialised() {
        return Sentry.getGlobalScope().getClient().isEnabled();
    }

    /** Returns the host that reports go to. */
    static String host() {
        IScope global = Sentry.getGlobalScope();
        if (!global.getClient().isEnabled()) {
            return "not initialised yet";
        }
        try {
            return "at " + new URI(String.valueOf(global.getOptions().getDsn())).getHost();
        } catch (URISyntaxException e) {
            return "at an address that is no URL";
        }
    }

    /** Returns null while Sentry is not initialised or closed. Takes a few nanoseconds and leaves no thread local behind. */
    @Nullable
    Session session() {
        IScope global = Sentry.getGlobalScope();
        if (closed || !global.getClient().isEnabled()) {
            return null;
        }
        SentryOptions options = global.getOptions();
        Session known = session;
        return known != null && known.options == options ? known : open(options);
    }

    /** Returns true if the options were prepared before and still have such a serializer; fast. */
    boolean isKnownWith(Class<? extends ISerializer> serializer) {
        IScope global = Sentry.getGlobalScope();
        if (closed || !global.getClient().isEnabled()) {
            return true;
        }
        Session known = session;
        return known != null
                && known.options == global.getOptions()
                && serializer.isInstance(known.options.getSerializer());
    }

    private synchronized Session open(SentryOptions options) {
        Session known = session;
        if (known != null && known.options == options) {
            return known;
        }
        IScopes base = cleanBase();
        Session opened = new Session(options, base, StandIn.isPossible(base));
        onNewOptions.accept(options);
        session = opened;
        return opened;
    }

    /** Copies the settings from the scope in which the bot initialised Sentry, without those of one moment or person. */
    private static IScopes cleanBase() {
        IScopes forked = ScopesAdapter.getInstance().forkedRootScopes("Botmetry");
        // In global hub mode these are the root scopes themselves, which belong to the bot.
        IScopes base = forked.getParentScopes() == null ? forked.forkedScopes("Botmetry") : forked;
        base.configureScope(ScopeType.ISOLATION, SentrySdk::clean);
        base.configureScope(ScopeType.CURRENT, SentrySdk::clean);
        return base;
    }

    private static void clean(IScope scope) {
        scope.clearBreadcrumbs();
        scope.clearTransaction();
        scope.setUser(null);
        scope.setRequest(null);
        scope.setLevel(null);
        scope.setFingerprint(List.of());
    }
}
