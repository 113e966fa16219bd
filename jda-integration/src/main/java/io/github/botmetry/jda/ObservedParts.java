package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.jda.gateway.DecoratedPool;
import io.github.botmetry.jda.gateway.DefaultScheduler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Decorates one part of a bot at a time, each once. */
final class ObservedParts {

    private final JdaRuntime runtime;
    private final EventFrames frames;
    private final ObservedEvents events;

    ObservedParts(JdaRuntime runtime, ObservedEvents events) {
        this.runtime = runtime;
        this.frames = events.frames();
        this.events = events;
    }

    /** True if the other's wrapper may be taken off a part of the bot: it is the same, or closed by now. */
    boolean replaces(ObservedParts other) {
        refuseUnless(other.runtime == runtime || other.runtime.isClosed());
        return true;
    }

    /** For a builder of one JDA, which may be built again; null is the one that JDA makes for each. */
    IEventManager eventManagerOfBuilder(@Nullable IEventManager onBuilder) {
        IEventManager original = bare(onBuilder);
        return original == null
                ? new EventManagerPerJda(frames, () -> ObservedEventManager.likeJdas(events))
                : eventManager(original);
    }

    /** The manager, observed; null stands for JDA's default. */
    IEventManager eventManager(@Nullable IEventManager manager) {
        IEventManager original = bare(manager);
        if (original == null) {
            return ObservedEventManager.likeJdas(events);
        }
        return isOfThisBotmetry(original) ? original : runtime.eventManagers().observed(original, events);
    }

    /** Without what was left by a Botmetry that is closed by now; null if nothing is left. */
    private @Nullable IEventManager bare(@Nullable IEventManager manager) {
        IEventManager bare = manager;
        while (bare != null && !isOfThisBotmetry(bare)) {
            ObservedEventManager observed = ObservedEventManager.in(bare);
            if (bare instanceof EventManagerPerJda shared) {
                refuseUnless(shared.isClosed());
                return null;
            }
            if (observed == null) {
                return bare;
            }
            refuseUnless(observed.isClosed());
            bare = ObservedEventManager.original(bare);
        }
        return bare;
    }

    private boolean isOfThisBotmetry(IEventManager manager) {
        ObservedEventManager observed = ObservedEventManager.in(manager);
        return observed == null
                ? manager instanceof EventManagerPerJda shared && shared.isOfSameBotmetry(frames)
                : observed.isOfSameBotmetry(frames);
    }

    private static void refuseUnless(boolean replaceable) {
        if (!replaceable) {
            throw new IllegalStateException(
                    "builder must not have another Botmetry attached to it, had one that is open: close that before");
        }
    }

    RestConfig restConfig(@Nullable RestConfig original) {
        return runtime.restWatch().attach(original == null ? new RestConfig() : original);
    }

    OkHttpClient httpClient(OkHttpClient original) {
        return runtime.restWatch().interceptor().attach(original);
    }

    /** Null stands for JDA's default client. */
    OkHttpClient.Builder httpClientBuilder(OkHttpClient.@Nullable Builder original) {
        return runtime.restWatch().interceptor().attach(original);
    }

    /** Null stands for JDA's default pool. */
    ExecutorService callbackPool(@Nullable ExecutorService original) {
        ExecutorService bare = DecoratedPool.bare(original == null ? ForkJoinPool.commonPool() : original);
        return bare instanceof CallbackPool
                ? bare
                : ours(new CallbackPool(bare, runtime.context().restActivity(), runtime::isClosed));
    }

    ExecutorService eventPool(ExecutorService original) {
        return runtime.eventPools().decorated(original);
    }

    ScheduledExecutorService scheduler(ScheduledExecutorService original) {
        return ours(original instanceof DefaultScheduler ? original : CurrentEvent.wrap(original));
    }

    <P extends ExecutorService> P ours(P pool) {
        return runtime.pools().add(pool);
    }
}
