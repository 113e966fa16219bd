package io.github.botmetry.jda;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a bot set on its builder, or handed in because it cannot be read there. Null is not set. */
final class OwnParts {

    /** A pool, and whether JDA ends it. */
    record Pool<P extends ExecutorService>(P pool, boolean automaticShutdown) {}

    @Nullable
    IntFunction<? extends @Nullable IEventManager> eventManager;

    @Nullable
    IntFunction<? extends @Nullable RestConfig> restConfig;

    @Nullable
    OkHttpClient httpClient;

    @Nullable
    Pool<ExecutorService> callbackPool;

    @Nullable
    Pool<ExecutorService> eventPool;

    @Nullable
    Pool<ScheduledExecutorService> rateLimitScheduler;

    @Nullable
    Pool<ScheduledExecutorService> gatewayPool;

    /** Whether the bot handed in anything: then its builder is not read. */
    boolean isTold() {
        return eventManager != null
                || restConfig != null
                || httpClient != null
                || callbackPool != null
                || eventPool != null
                || rateLimitScheduler != null
                || gatewayPool != null;
    }
}
