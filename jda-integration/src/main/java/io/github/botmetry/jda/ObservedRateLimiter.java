package io.github.botmetry.jda;

import java.util.function.Function;
import net.dv8tion.jda.api.requests.RestRateLimiter;

/** The bot's own rate limiter, whose requests know the event that asked for them. */
final class ObservedRateLimiter implements RestRateLimiter {

    private final RestRateLimiter limiter;
    private final RestWatch watch;

    private ObservedRateLimiter(RestRateLimiter limiter, RestWatch watch) {
        this.limiter = limiter;
        this.watch = watch;
    }

    /** Makes the limiter that the bot wants, and decorates it. */
    static final class Factory implements Function<RateLimitConfig, RestRateLimiter> {

        private final Function<? super RateLimitConfig, ? extends RestRateLimiter> original;
        private final RestWatch watch;

        Factory(Function<? super RateLimitConfig, ? extends RestRateLimiter> original, RestWatch watch) {
            this.original = original;
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
            watch.connecting(config);
            return new ObservedRateLimiter(original.apply(config), watch);
        }
    }

    @Override
    public void enqueue(Work work) {
        limiter.enqueue(watch.observed(work));
    }

    @Override
    public void stop(boolean shutdown, Runnable callback) {
        limiter.stop(shutdown, callback);
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
