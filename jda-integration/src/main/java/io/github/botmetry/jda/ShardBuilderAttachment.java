package io.github.botmetry.jda;

import io.github.botmetry.jda.ExplicitParts.Pool;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ThreadPoolProvider;
import net.dv8tion.jda.api.sharding.ThreadPoolProvider.LazySharedProvider;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Decorates what is set on a builder of many shards. */
final class ShardBuilderAttachment {

    private final ObservedParts parts;

    ShardBuilderAttachment(ObservedParts parts) {
        this.parts = parts;
    }

    /** Everything, as the builder has it. */
    @SuppressWarnings("unchecked") // the builder's fields are declared as that
    void attach(DefaultShardManagerBuilder builder) {
        IntFunction<? extends @Nullable IEventManager> eventManager =
                read(builder, "eventManagerProvider", IntFunction.class);
        IntFunction<? extends @Nullable RestConfig> restConfig = read(builder, "restConfigProvider", IntFunction.class);
        OkHttpClient httpClient = read(builder, "httpClient", OkHttpClient.class);
        OkHttpClient.Builder httpClientBuilder = read(builder, "httpClientBuilder", OkHttpClient.Builder.class);
        ThreadPoolProvider<ExecutorService> callback = provider(builder, "callbackPoolProvider");
        ThreadPoolProvider<ScheduledExecutorService> rateLimit = provider(builder, "rateLimitSchedulerProvider");
        ThreadPoolProvider<ScheduledExecutorService> gateway = provider(builder, "gatewayPoolProvider");
        ThreadPoolProvider<ExecutorService> event = provider(builder, "eventPoolProvider");
        setEventManager(builder, eventManager);
        setRestConfig(builder, restConfig);
        if (httpClient != null) {
            builder.setHttpClient(parts.httpClient(httpClient));
        } else {
            builder.setHttpClientBuilder(parts.httpClientBuilder(httpClientBuilder));
        }
        builder.setCallbackPoolProvider(callback == null ? commonPool() : observed(callback, parts::callbackPool));
        if (event != null) {
            builder.setEventPoolProvider(observed(event, parts::eventPool));
        }
        if (rateLimit != null) {
            builder.setRateLimitSchedulerProvider(observed(rateLimit, parts::scheduler));
        }
        if (gateway != null) {
            builder.setGatewayPoolProvider(observed(gateway, parts::scheduler));
        }
    }

    private static <T> @Nullable T read(DefaultShardManagerBuilder builder, String name, Class<T> type) {
        return BuilderFields.read(builder, DefaultShardManagerBuilder.class, name, type);
    }

    @SuppressWarnings("unchecked") // the builder's field is declared as that
    private static <P extends ExecutorService> @Nullable ThreadPoolProvider<P> provider(
            DefaultShardManagerBuilder builder, String name) {
        return read(builder, name, ThreadPoolProvider.class);
    }

    private void setEventManager(
            DefaultShardManagerBuilder builder, @Nullable IntFunction<? extends @Nullable IEventManager> own) {
        builder.setEventManagerProvider(new AttachedProvider.OfEventManager(parts, AttachedProvider.bare(own, parts)));
    }

    private void setRestConfig(
            DefaultShardManagerBuilder builder, @Nullable IntFunction<? extends @Nullable RestConfig> own) {
        builder.setRestConfigProvider(new AttachedProvider.OfRestConfig(parts, AttachedProvider.bare(own, parts)));
    }

    /** JDA's default where no provider is set. */
    private ThreadPoolProvider<ExecutorService> commonPool() {
        ExecutorService pool = parts.callbackPool(null);
        return shard -> pool;
    }

    private <P extends ExecutorService> ThreadPoolProvider<P> observed(
            ThreadPoolProvider<P> given, UnaryOperator<P> decorate) {
        ThreadPoolProvider<P> own = AttachedProvider.bare(given, parts);
        // JDA asks by this very class whether it has to begin and end a shared pool.
        return own instanceof LazySharedProvider<P> lazy
                ? ThreadPoolProvider.lazy(shards -> decorate.apply(shared(lazy, shards)))
                : new AttachedProvider.OfPool<>(parts, own, decorate);
    }

    private static <P extends ExecutorService> P shared(LazySharedProvider<P> lazy, int shards) {
        lazy.init(shards);
        P pool = lazy.provide(0);
        if (pool == null || pool.isShutdown()) {
            lazy.shutdown();
            lazy.init(shards);
            pool = lazy.provide(0);
        }
        if (pool == null) {
            throw new IllegalStateException("a shared thread pool must be made by its provider, was null");
        }
        return pool;
    }

    /** Only what the bot handed in. */
    void attach(DefaultShardManagerBuilder builder, ExplicitParts own) {
        if (own.eventManager() != null) {
            setEventManager(builder, own.eventManager());
        }
        if (own.restConfig() != null) {
            setRestConfig(builder, own.restConfig());
        }
        if (own.httpClient() != null) {
            builder.setHttpClient(parts.httpClient(own.httpClient()));
        }
        if (own.callbackPool() != null) {
            Pool<ExecutorService> explicit = own.callbackPool();
            builder.setCallbackPool(parts.callbackPool(explicit.pool()), explicit.automaticShutdown());
        }
        if (own.eventPool() != null) {
            Pool<ExecutorService> explicit = own.eventPool();
            builder.setEventPool(parts.eventPool(explicit.pool()), explicit.automaticShutdown());
        }
        if (own.rateLimitScheduler() != null) {
            Pool<ScheduledExecutorService> explicit = own.rateLimitScheduler();
            builder.setRateLimitScheduler(parts.scheduler(explicit.pool()), explicit.automaticShutdown());
        }
        if (own.gatewayPool() != null) {
            Pool<ScheduledExecutorService> explicit = own.gatewayPool();
            builder.setGatewayPool(parts.scheduler(explicit.pool()), explicit.automaticShutdown());
        }
    }
}
