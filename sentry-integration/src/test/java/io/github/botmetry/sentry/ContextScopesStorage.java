package io.github.botmetry.sentry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.sentry.IScopes;
import io.sentry.IScopesStorage;
import io.sentry.ISentryLifecycleToken;
import io.sentry.SentryOptions;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Sentry's current scopes in OpenTelemetry's context, as Sentry does beside OpenTelemetry, instead of a thread local.
 *
 * <p>What differs for us: whatever carries the context to another thread carries the scopes, and a context that is not closed
 * in order is not put back.
 */
final class ContextScopesStorage implements IScopesStorage {

    private static final ContextKey<IScopes> SCOPES = ContextKey.named("sentry-scopes");

    /** False on SDKs that do not let their storage be chosen. */
    static boolean isPossible() {
        return setter() != null;
    }

    static void choose(SentryOptions options) {
        choose(options, ContextScopesStorage::new);
    }

    /** Not called by name, since older SDKs do not have it. */
    static void choose(SentryOptions options, Supplier<IScopesStorage> storage) {
        Method setter = setter();
        if (setter == null) {
            throw new IllegalStateException("this SDK does not let its storage be chosen");
        }
        Class<?> factory = setter.getParameterTypes()[0];
        try {
            setter.invoke(
                    options,
                    Proxy.newProxyInstance(
                            factory.getClassLoader(),
                            new Class<?>[] {factory},
                            (proxy, method, arguments) -> storage.get()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Method setter() {
        return Stream.of(SentryOptions.class.getMethods())
                .filter(method -> method.getName().equals("setScopesStorageFactory"))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void init() {}

    @Override
    public ISentryLifecycleToken set(@Nullable IScopes scopes) {
        io.opentelemetry.context.Scope scope =
                Context.current().with(SCOPES, scopes).makeCurrent();
        return scope::close;
    }

    @Override
    public @Nullable IScopes get() {
        return Context.current().get(SCOPES);
    }

    @Override
    public void close() {}
}
