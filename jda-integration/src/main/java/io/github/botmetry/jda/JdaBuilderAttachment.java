package io.github.botmetry.jda;

import io.github.botmetry.jda.ExplicitParts.Pool;
import io.github.botmetry.jda.gateway.JdasOfBuilder;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Decorates what is set on a builder of one JDA. */
final class JdaBuilderAttachment {

    private final ObservedParts parts;
    private final JdasOfBuilder jdas = new JdasOfBuilder();

    JdaBuilderAttachment(ObservedParts parts) {
        this.parts = parts;
    }

    /** Everything, as the builder has it. */
    void attach(JDABuilder builder) {
        IEventManager eventManager = read(builder, "eventManager", IEventManager.class);
        RestConfig restConfig = read(builder, "restConfig", RestConfig.class);
        OkHttpClient httpClient = read(builder, "httpClient", OkHttpClient.class);
        OkHttpClient.Builder httpClientBuilder = read(builder, "httpClientBuilder", OkHttpClient.Builder.class);
        ExecutorService callbackPool = read(builder, "callbackPool", ExecutorService.class);
        boolean endsCallbackPool = readFlag(builder, "shutdownCallbackPool") && callbackPool != null;
        Pool<ScheduledExecutorService> rateLimit =
                scheduler(builder, "rateLimitScheduler", "shutdownRateLimitScheduler");
        Pool<ScheduledExecutorService> gateway = scheduler(builder, "mainWsPool", "shutdownMainWsPool");
        ExecutorService eventPool = read(builder, "eventPool", ExecutorService.class);
        boolean endsEventPool = readFlag(builder, "shutdownEventPool");
        builder.setEventManager(parts.eventManagerOfBuilder(eventManager));
        if (eventPool != null) {
            builder.setEventPool(parts.eventPool(eventPool), endsEventPool);
        }
        builder.setRestConfig(parts.restConfig(restConfig));
        if (httpClient != null) {
            builder.setHttpClient(parts.httpClient(httpClient));
        } else {
            builder.setHttpClientBuilder(parts.httpClientBuilder(httpClientBuilder));
        }
        builder.setCallbackPool(parts.callbackPool(callbackPool), endsCallbackPool);
        if (rateLimit == null) {
            boolean ends = readFlag(builder, "shutdownRateLimitScheduler");
            rateLimit = new Pool<>(parts.ours(jdas.scheduler("RateLimit-Scheduler", 2, false)), ends);
        }
        if (gateway == null) {
            boolean ends = readFlag(builder, "shutdownMainWsPool");
            gateway = new Pool<>(parts.ours(jdas.scheduler("Gateway", 1, true)), ends);
        }
        builder.setRateLimitScheduler(parts.scheduler(rateLimit.pool()), rateLimit.automaticShutdown());
        builder.setGatewayPool(parts.scheduler(gateway.pool()), gateway.automaticShutdown());
    }

    private static @Nullable Pool<ScheduledExecutorService> scheduler(JDABuilder builder, String pool, String flag) {
        ScheduledExecutorService scheduler = read(builder, pool, ScheduledExecutorService.class);
        return scheduler == null ? null : new Pool<>(scheduler, readFlag(builder, flag));
    }

    private static <T> @Nullable T read(JDABuilder builder, String name, Class<T> type) {
        return BuilderFields.read(builder, JDABuilder.class, name, type);
    }

    private static boolean readFlag(JDABuilder builder, String name) {
        return Objects.requireNonNull(read(builder, name, Boolean.class), name);
    }

    /** Only what the bot handed in. */
    void attach(JDABuilder builder, ExplicitParts own) {
        if (own.eventManager() != null) {
            builder.setEventManager(parts.eventManager(own.eventManager().apply(0)));
        }
        if (own.restConfig() != null) {
            builder.setRestConfig(parts.restConfig(own.restConfig().apply(0)));
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
