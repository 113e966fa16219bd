package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Decorates one part of a bot at a time, each once. */
final class Decorator {

    private final JdaRuntime runtime;
    private final EventFrames frames;
    private final ListenerWatch listeners;

    Decorator(JdaRuntime runtime, EventFrames frames, ListenerWatch listeners) {
        this.runtime = runtime;
        this.frames = frames;
        this.listeners = listeners;
    }

    /** For a builder of one JDA, which may be built again; null is the one that JDA makes for each. */
    IEventManager eventManagerOfBuilder(@Nullable IEventManager original, BuiltJdas jdas) {
        if (original instanceof EventManagerPerJda shared && shared.isOfSameBotmetry(frames)) {
            return shared;
        }
        return original == null
                ? new EventManagerPerJda(frames, () -> eventManager(null, jdas))
                : eventManager(original, jdas);
    }

    /** The manager with our eyes on it; null is the one that JDA takes if it is told none. */
    IEventManager eventManager(@Nullable IEventManager original, BuiltJdas jdas) {
        ObservedEventManager already = ObservedEventManager.in(original);
        if (original != null && already != null) {
            if (already.isOfSameBotmetry(frames)) {
                return original;
            }
            throw new IllegalStateException(
                    "eventManager must be the bot's own, was one to which another Botmetry is attached");
        }
        EventWatch watch = new EventWatch(frames, listeners, runtime.shards(), runtime.warnings());
        return JdaKtx.observed(original == null ? new InterfacedEventManager() : original, watch, jdas);
    }

    RestConfig restConfig(@Nullable RestConfig original) {
        return runtime.restWatch().attach(original == null ? new RestConfig() : original);
    }

    OkHttpClient httpClient(OkHttpClient original) {
        return runtime.restWatch().interceptor().attach(original);
    }

    /** Null is the client that JDA makes if it is told none. */
    OkHttpClient.Builder httpClientBuilder(OkHttpClient.@Nullable Builder original) {
        return runtime.restWatch().interceptor().attach(original);
    }

    /** Null is the pool that JDA takes if it is told none. */
    ExecutorService callbackPool(@Nullable ExecutorService original) {
        return original instanceof CallbackPool
                ? original
                : ours(new CallbackPool(
                        original == null ? ForkJoinPool.commonPool() : original, runtime.restThreads()));
    }

    ExecutorService eventPool(ExecutorService original) {
        return runtime.eventPools().decorated(original);
    }

    ScheduledExecutorService scheduler(ScheduledExecutorService original) {
        return isOurs(original) ? original : ours(CurrentEvent.wrap(original));
    }

    <P extends ExecutorService> P ours(P pool) {
        return runtime.check().ours(pool);
    }

    boolean isOurs(ExecutorService pool) {
        return runtime.check().isOurs(pool);
    }
}
