package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JDA's pool for callbacks, which run as a part of the event whose request they belong to. */
final class CallbackPool extends AbstractExecutorService {

    private final ExecutorService pool;
    private final RestThreads restThreads;

    CallbackPool(ExecutorService pool, RestThreads restThreads) {
        this.pool = pool;
        this.restThreads = restThreads;
    }

    /** What the bot chose. */
    ExecutorService original() {
        return pool;
    }

    @Override
    public void execute(Runnable task) {
        EventFrame frame = CurrentEvent.frame();
        Handling handling = Handling.of(frame);
        Runnable observed = observed(task, frame == null ? () -> Scope.NOOP : frame.capture(), handling);
        if (handling != null) {
            handling.began();
        }
        try {
            pool.execute(observed);
        } catch (Throwable rejected) {
            if (handling != null) {
                handling.ended();
            }
            throw rejected;
        }
    }

    private Runnable observed(Runnable task, Supplier<Scope> entering, @Nullable Handling handling) {
        return () -> {
            try (Scope work = restThreads.work();
                    Scope event = entering.get()) {
                task.run();
            } finally {
                if (handling != null) {
                    handling.ended();
                }
            }
        };
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
