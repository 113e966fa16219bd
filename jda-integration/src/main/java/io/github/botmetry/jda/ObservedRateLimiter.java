package io.github.botmetry.jda;

import java.util.function.Function;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter;

/** The bot's own rate limiter, whose requests know the event that asked for them. */
final class ObservedRateLimiter implements RestRateLimiter {

    private final RestRateLimiter limiter;
    private final RestWatch watch;
    private final RestQueue queue;

    private ObservedRateLimiter(RestRateLimiter limiter, RestWatch watch) {
        this.limiter = limiter;
        this.watch = watch;
        this.queue = watch.meter().queue();
    }

    /** Makes the limiter that the bot wants, and decorates it. */
    static final class Factory implements Function<RateLimitConfig, RestRateLimiter> {

        private final Function<? super RateLimitConfig, ? extends RestRateLimiter> original;
        private final RestConfig restConfig;
        private final RestWatch watch;

        /** @param config what the bot may go on to change until a JDA reads it */
        Factory(RestConfig config, RestWatch watch) {
            this.original = config.getRateLimiterFactory();
            this.restConfig = config;
            this.watch = watch;
        }

        /** What the bot chose. */
        Function<? super RateLimitConfig, ? extends RestRateLimiter> original() {
            return original;
        }

        RestWatch watch() {
            return watch;
        }

        @Override
        public RestRateLimiter apply(RateLimitConfig config) {
            watch.connecting(config, restConfig.getBaseUrl());
            return new ObservedRateLimiter(original.apply(config), watch);
        }
    }

    @Override
    public void enqueue(Work work) {
        Work observed = watch.observed(work);
        if (observed instanceof ObservedWork ours) {
            enqueue(ours);
        } else {
            limiter.enqueue(observed);
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
        limiter.stop(shutdown, () -> {
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
