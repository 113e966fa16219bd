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
 * Sentry's SDK as it is at this moment: the bot may initialise it before us, after us, again, or never.
 *
 * <p>There is no hook for that, but each initialisation brings new options: so everything that has to be set on them is set
 * when they are seen for the first time, at the latest while the first report is made, before it is written out, and
 * within a second for what is no report.
 */
final class SentrySdk {

    private final Consumer<SentryOptions> onNewOptions;
    private volatile @Nullable Session session;
    private volatile boolean closed;

    /**
     * One initialisation.
     *
     * @param base what the scopes of events are forked from: never from those of a thread, which may carry what an event left
     * @param takesStandIns false if scopes have to be forked before they are made current
     */
    record Session(SentryOptions options, IScopes base, boolean takesStandIns) {}

    SentrySdk(Consumer<SentryOptions> onNewOptions) {
        this.onNewOptions = onNewOptions;
    }

    /** From now on there is no session: Botmetry is closed, Sentry perhaps is not. */
    void close() {
        closed = true;
        session = null;
    }

    boolean isClosed() {
        return closed;
    }

    /** True while it is initialised and has a DSN. Calls nothing that takes its time. */
    static boolean isInitialised() {
        return Sentry.getGlobalScope().getClient().isEnabled();
    }

    /** Names the place that reports go to. */
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

    /** Null while Sentry is not initialised, or closed. Costs a few nanoseconds and leaves no thread local behind. */
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

    /** Whether nothing is new: what is there was seen before and has such a serializer. Calls nothing that takes its time. */
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

    /** What the bot set where it initialised Sentry, without what belongs to a moment or to a person. */
    private static IScopes cleanBase() {
        IScopes forked = ScopesAdapter.getInstance().forkedRootScopes("Botmetry");
        // In global hub mode these are the root scopes themselves, which are the bot's.
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
