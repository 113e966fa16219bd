package io.github.botmetry.jda;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Parts that a bot handed in because they cannot be read on its builder. Null is not set. */
record ExplicitParts(
        @Nullable IntFunction<? extends @Nullable IEventManager> eventManager,
        @Nullable IntFunction<? extends @Nullable RestConfig> restConfig,
        @Nullable OkHttpClient httpClient,
        @Nullable Pool<ExecutorService> callbackPool,
        @Nullable Pool<ExecutorService> eventPool,
        @Nullable Pool<ScheduledExecutorService> rateLimitScheduler,
        @Nullable Pool<ScheduledExecutorService> gatewayPool) {

    /** A pool, and whether JDA ends it. */
    record Pool<P extends ExecutorService>(P pool, boolean automaticShutdown) {}

    /** True if the bot handed in anything: then its builder is not read. */
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
