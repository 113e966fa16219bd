package io.github.botmetry.jda;

import io.github.botmetry.jda.gateway.DefaultScheduler;
import io.github.botmetry.jda.rest.RestQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import org.jspecify.annotations.Nullable;

/** The bot's own rate limiter, whose requests know the event that asked for them. */
final class ObservedRateLimiter implements RestRateLimiter {

    private final RestRateLimiter limiter;
    private final ObservedRequests requests;
    private final RestQueue queue;
    private final @Nullable DefaultScheduler scheduler;
    private final AtomicReference<Use> use = new AtomicReference<>(Use.NONE);

    /** Of the scheduler, from the first request on. */
    private enum Use {
        NONE,
        RUNNING,
        ENDED
    }

    private ObservedRateLimiter(
            RestRateLimiter limiter, ObservedRequests requests, ScheduledExecutorService scheduler) {
        this.limiter = limiter;
        this.requests = requests;
        this.queue = requests.meter().queue();
        this.scheduler = scheduler instanceof DefaultScheduler ours ? ours : null;
    }

    /**
     * Makes the limiter that the bot wants, and decorates it.
     *
     * <p>Bots with a Botmetry each may share the configuration: the scheduler shows for which of them JDA makes its limiter.
     */
    static final class Factory implements Function<RateLimitConfig, RestRateLimiter> {

        private final Function<? super RateLimitConfig, ? extends RestRateLimiter> original;
        private final RestConfig restConfig;
        private final ObservedRequests requests;

        /** @param config what the bot may go on to change until a JDA reads it */
        Factory(RestConfig config, ObservedRequests requests) {
            this.original = config.getRateLimiterFactory();
            this.restConfig = config;
            this.requests = requests;
        }

        /** The factory that the bot chose. */
        Function<? super RateLimitConfig, ? extends RestRateLimiter> original() {
            return original;
        }

        ObservedRequests requests() {
            return requests;
        }

        @Override
        public RestRateLimiter apply(RateLimitConfig config) {
            Function<? super RateLimitConfig, ? extends RestRateLimiter> wanted = original;
            while (wanted instanceof Factory other) {
                if (other.requests.attachedTo(config)) {
                    return other.apply(config);
                }
                wanted = other.original;
            }
            requests.connecting(config, restConfig.getBaseUrl());
            return new ObservedRateLimiter(wanted.apply(config), requests, config.getScheduler());
        }
    }

    @Override
    public void enqueue(Work work) {
        if (use.get() == Use.NONE) {
            begin(work.getJDA());
        }
        Work observed = requests.observed(work);
        if (observed instanceof ObservedWork ours) {
            enqueue(ours);
        } else {
            limiter.enqueue(observed);
        }
    }

    private void begin(JDA jda) {
        EventManagerPerJda.seen(jda);
        DefaultScheduler.seen(jda);
        if (use.compareAndSet(Use.NONE, Use.RUNNING) && scheduler != null) {
            scheduler.limiterBegan();
        }
    }

    private void end() {
        if (use.getAndSet(Use.ENDED) == Use.RUNNING && scheduler != null) {
            scheduler.limiterEnded();
        }
    }

    private void enqueue(ObservedWork work) {
        work.waitIn(queue);
        try {
            limiter.enqueue(work);
        } catch (Throwable refused) {
            work.over();
            throw refused;
        }
    }

    @Override
    public void stop(boolean shutdown, Runnable callback) {
        if (shutdown) {
            end(); // now, whatever still waits
        }
        limiter.stop(shutdown, () -> {
            end();
            queue.close();
            callback.run();
        });
    }

    @Override
    public boolean isStopped() {
        return limiter.isStopped();
    }

    @Override
    public int cancelRequests() {
        return limiter.cancelRequests();
    }
}
