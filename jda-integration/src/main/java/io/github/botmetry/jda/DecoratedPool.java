package io.github.botmetry.jda;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A pool of the bot's own with something round each task; everything else is the pool's. */
abstract class DecoratedPool extends AbstractExecutorService {

    private final ExecutorService pool;

    DecoratedPool(ExecutorService pool) {
        this.pool = pool;
    }

    /** What the bot chose. */
    final ExecutorService original() {
        return pool;
    }

    @Override
    public final void shutdown() {
        pool.shutdown();
    }

    @Override
    public final List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public final boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public final boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public final boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }

    @Override
    public final String toString() {
        return pool.toString();
    }
}
