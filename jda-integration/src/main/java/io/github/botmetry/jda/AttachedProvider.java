package io.github.botmetry.jda;

import java.util.concurrent.ExecutorService;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.ThreadPoolProvider;
import org.jspecify.annotations.Nullable;

/** A provider of ours round the bot's, on a builder of many shards; one that attaches again takes the bot's out of it. */
interface AttachedProvider {

    ObservedParts parts();

    /** The bot's; null where it has none. */
    @Nullable
    Object original();

    /**
     * The bot's own provider.
     *
     * @throws IllegalStateException if a Botmetry that is open is attached to the builder
     */
    @SuppressWarnings("unchecked") // one of ours is round one of the same kind
    static <T> @Nullable IntFunction<? extends @Nullable T> bare(
            @Nullable IntFunction<? extends @Nullable T> provider, ObservedParts parts) {
        IntFunction<? extends @Nullable T> bare = provider;
        while (bare instanceof AttachedProvider left && parts.replaces(left.parts())) {
            bare = (IntFunction<? extends @Nullable T>) left.original();
        }
        return bare;
    }

    static <P extends ExecutorService> ThreadPoolProvider<P> bare(ThreadPoolProvider<P> provider, ObservedParts parts) {
        ThreadPoolProvider<P> bare = provider;
        while (bare instanceof OfPool<P> left && parts.replaces(left.parts())) {
            bare = left.original();
        }
        return bare;
    }

    record OfEventManager(ObservedParts parts, @Nullable IntFunction<? extends @Nullable IEventManager> original)
            implements AttachedProvider, IntFunction<IEventManager> {

        @Override
        public IEventManager apply(int shard) {
            return parts.eventManager(original == null ? null : original.apply(shard));
        }
    }

    record OfRestConfig(ObservedParts parts, @Nullable IntFunction<? extends @Nullable RestConfig> original)
            implements AttachedProvider, IntFunction<RestConfig> {

        @Override
        public RestConfig apply(int shard) {
            return parts.restConfig(original == null ? null : original.apply(shard));
        }
    }

    record OfPool<P extends ExecutorService>(
            ObservedParts parts, ThreadPoolProvider<P> original, UnaryOperator<P> decorate)
            implements AttachedProvider, ThreadPoolProvider<P> {

        @Override
        public @Nullable P provide(int shard) {
            P pool = original.provide(shard);
            return pool == null ? null : decorate.apply(pool);
        }

        @Override
        public boolean shouldShutdownAutomatically(int shard) {
            return original.shouldShutdownAutomatically(shard);
        }
    }
}
