package io.github.botmetry.jda.gateway;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler that JDA makes itself where the bot sets none, made here so that what is scheduled stays with its event.
 *
 * <p>JDA makes one for each {@code build()}, but a builder takes one object for all: so this one ends when no JDA lives on
 * that may use it, and begins again for the next. A JDA that is shut down may still have requests to send.
 */
public final class DefaultScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final int threads;
    private final ThreadFactory factory;
    private final JdasOfBuilder jdas;
    private final AtomicInteger limiters = new AtomicInteger();
    private ScheduledThreadPoolExecutor pool;

    DefaultScheduler(String name, int threads, boolean daemon, JdasOfBuilder jdas) {
        AtomicLong count = new AtomicLong();
        this.threads = threads;
        this.jdas = jdas;
        this.factory = task -> {
            Thread thread = new Thread(task, "JDA " + name + "-Worker " + count.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
        this.pool = new ScheduledThreadPoolExecutor(threads, factory);
    }

    private synchronized ScheduledThreadPoolExecutor pool() {
        return pool;
    }

    /** For a task: the end of one JDA may have come when another was between two connections. */
    private synchronized ScheduledThreadPoolExecutor running() {
        if (pool.isShutdown() && isNeeded()) {
            revive();
        }
        return pool;
    }

    private boolean isNeeded() {
        return limiters.get() > 0 || jdas.isAnyAlive();
    }

    /** A rate limiter sends its requests here, until {@link #limiterEnded}. */
    public void limiterBegan() {
        limiters.incrementAndGet();
    }

    public void limiterEnded() {
        limiters.decrementAndGet();
    }

    /** Makes a JDA known to those schedulers that it has of ours, which it may not have both. */
    public static void seen(JDA jda) {
        seen(jda, jda.getRateLimitPool());
        seen(jda, jda.getGatewayPool());
    }

    private static void seen(JDA jda, @Nullable ScheduledExecutorService pool) {
        if (pool instanceof DefaultScheduler ours) {
            ours.jdas.seen(jda);
        }
    }

    public JdasOfBuilder jdas() {
        return jdas;
    }

    /** Another JDA comes. */
    synchronized void revive() {
        if (pool.isShutdown()) {
            pool = new ScheduledThreadPoolExecutor(threads, factory);
        }
    }

    @Override
    public void shutdown() {
        if (!isNeeded()) {
            pool().shutdown();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        return isNeeded() ? List.of() : pool().shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool().isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool().isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool().awaitTermination(timeout, unit);
    }

    @Override
    public void execute(Runnable task) {
        running().execute(observed(task));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return running().schedule(observed(task), delay, unit);
    }

    /** A task of JDA's limiter works for requests of many events, each of which runs in its own. */
    private static Runnable observed(Runnable task) {
        if (task.getClass().getNestHost() != SequentialRestRateLimiter.class) {
            return CurrentEvent.wrap(task);
        }
        EventFrame frame = CurrentEvent.frame();
        return frame == null ? task : reporting(task, frame.frozen());
    }

    /** Reports what the task throws, and rethrows it: nobody reads its future. */
    private static Runnable reporting(Runnable task, EventFrame frame) {
        return () -> {
            try {
                task.run();
            } catch (Throwable error) {
                frame.failed(new Failure(error, Failure.Source.TASK, false, null));
                throw error;
            }
        };
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return running().schedule(CurrentEvent.wrap(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return running().scheduleAtFixedRate(task, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return running().scheduleWithFixedDelay(task, initialDelay, delay, unit);
    }
}
