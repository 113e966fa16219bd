package io.github.botmetry.sentry;

import io.sentry.IScopes;
import io.sentry.IScopesStorage;
import io.sentry.ISentryLifecycleToken;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Keeps Sentry's scopes in a thread local, and takes the SDK's own classes only. */
final class OwnClassStorage implements IScopesStorage {

    private final ThreadLocal<@Nullable IScopes> current = new ThreadLocal<>();

    @Override
    public void init() {}

    @Override
    public ISentryLifecycleToken set(@Nullable IScopes scopes) {
        if (scopes != null && Proxy.isProxyClass(scopes.getClass())) {
            throw new ClassCastException(scopes.getClass() + " is none of the SDK's");
        }
        IScopes before = current.get();
        current.set(scopes);
        return () -> current.set(before);
    }

    @Override
    public @Nullable IScopes get() {
        return current.get();
    }

    @Override
    public void close() {
        current.remove();
    }
}
