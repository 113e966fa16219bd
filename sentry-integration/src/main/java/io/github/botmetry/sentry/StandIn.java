package io.github.botmetry.sentry;

import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for scopes on a thread until they are used for the first time.
 *
 * <p>A proxy, since each SDK adds methods to {@link IScopes}, and a class of ours would lack those of the next. It is made
 * current by {@link Sentry#setCurrentScopes}, which the SDK offers to integrations.
 */
final class StandIn implements InvocationHandler {

    private static final Class<?>[] INTERFACES = {IScopes.class};

    private final IScopes base;
    private final Supplier<IScopes> scopes;

    private StandIn(IScopes base, Supplier<IScopes> scopes) {
        this.base = base;
        this.scopes = scopes;
    }

    /**
     * Makes a stand-in.
     *
     * @param base the parent of the scopes, which answers calls that have the same answer
     * @param scopes makes the scopes at its first call, and returns the same later
     */
    static IScopes of(IScopes base, Supplier<IScopes> scopes) {
        return (IScopes) Proxy.newProxyInstance(IScopes.class.getClassLoader(), INTERFACES, new StandIn(base, scopes));
    }

    static ISentryLifecycleToken makeCurrent(IScopes standIn) {
        return Sentry.setCurrentScopes(standIn);
    }

    /** Returns true if this SDK accepts a stand-in, calls it only when it is used, and then uses the scopes behind it. */
    static boolean isPossible(IScopes base) {
        Made made = new Made(base);
        try (ISentryLifecycleToken token = makeCurrent(of(base, made))) {
            SentryOptions options = ScopesAdapter.getInstance().getOptions();
            return Sentry.isEnabled()
                    && made.scopes == null
                    && options == base.getOptions()
                    && ScopesAdapter.getInstance().getIsolationScope()
                            == made.get().getIsolationScope();
        } catch (LinkageError | RuntimeException refused) {
            return false; // not logged: the caller holds a lock
        }
    }

    /** Makes the scopes at most once; for one thread. */
    private static final class Made implements Supplier<IScopes> {

        private final IScopes base;

        @Nullable
        IScopes scopes;

        Made(IScopes base) {
            this.base = base;
        }

        @Override
        public IScopes get() {
            IScopes known = scopes;
            if (known == null) {
                known = base.forkedScopes("Botmetry");
                scopes = known;
            }
            return known;
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "isNoOp" -> false; // asked before each call of the SDK's
            case "getParentScopes" -> base;
            case "isEnabled", "getOptions" -> call(base, method, arguments);
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> call(scopes.get(), method, arguments);
        };
    }

    private static @Nullable Object call(IScopes target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
