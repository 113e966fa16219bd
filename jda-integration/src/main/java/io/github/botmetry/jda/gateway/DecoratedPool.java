package io.github.botmetry.jda.gateway;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A pool of the bot's own with something round each task; everything else is the pool's. */
public abstract class DecoratedPool extends AbstractExecutorService {

    private final ExecutorService pool;
    private final BooleanSupplier closed;

    /** @param closed whether the Botmetry that decorates it is closed */
    public DecoratedPool(ExecutorService pool, BooleanSupplier closed) {
        this.pool = pool;
        this.closed = closed;
    }

    /** The pool without what was left by a Botmetry that is closed by now. */
    public static ExecutorService bare(ExecutorService pool) {
        ExecutorService bare = pool;
        while (bare instanceof DecoratedPool decorated && decorated.closed.getAsBoolean()) {
            bare = decorated.pool;
        }
        return bare;
    }

    /** The pool that the bot chose. */
    public final ExecutorService original() {
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
