package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.util.concurrent.atomic.AtomicReference;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestRateLimiter.Work;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request that runs as a part of the event that asked for it.
 *
 * <p>Only the frame is pushed, which is what JDA's callbacks are captured with: observations are entered there. Passes every
 * call on exactly once: JDA fires callbacks from several of them, also from {@link #isSkipped}.
 */
final class ObservedWork implements Work {

    private final Work work;
    private final RestWatch watch;
    private final @Nullable EventFrame frame;
    private final @Nullable Handling handling;
    private final @Nullable Handling acknowledged;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private final RestRequest rest;
    private @Nullable RestQueue queue;

    private enum Stage {
        WAITING,
        RUNNING,
        OVER
    }

    /**
     * @param frame what asked for it
     * @param acknowledged the interaction whose acknowledgement it is
     */
    ObservedWork(Work work, RestWatch watch, @Nullable EventFrame frame, @Nullable Handling acknowledged) {
        this.work = work;
        this.watch = watch;
        this.rest = watch.meter().request(work.getRoute().getBaseRoute());
        this.frame = frame == null ? null : frame.frozen();
        this.handling = Handling.of(frame);
        this.acknowledged = acknowledged;
        if (handling != null) {
            handling.began();
        }
        if (acknowledged != null) {
            acknowledged.acknowledging();
        }
    }

    /** Before it is enqueued. */
    void waitIn(RestQueue limiters) {
        queue = limiters;
        limiters.joined();
    }

    /** It will not be tried again. */
    void over() {
        Stage before = stage.getAndSet(Stage.OVER);
        if (before == Stage.OVER) {
            return;
        }
        if (before == Stage.WAITING && queue != null) {
            queue.left();
        }
        if (acknowledged != null) {
            acknowledged.withdrawn();
        }
        if (handling != null) {
            handling.ended();
        }
    }

    @Override
    public @Nullable Response execute() {
        long asked = System.currentTimeMillis();
        begin();
        if (acknowledged != null) {
            acknowledged.sending();
        }
        Response response = null;
        boolean threw = true;
        try (Scope scope = watch.work(frame)) {
            response = send();
            threw = false;
            return response;
        } catch (Throwable error) {
            watch.failed(frame, error);
            throw error;
        } finally {
            if (threw || response == null || response.code() != RateLimitScope.STATUS) {
                completed(response, asked);
            } else if (stage.compareAndSet(Stage.RUNNING, Stage.WAITING) && queue != null) {
                queue.joined();
            }
        }
    }

    private void begin() {
        rest.begin();
        if (stage.compareAndSet(Stage.WAITING, Stage.RUNNING) && queue != null) {
            queue.left();
        }
    }

    private @Nullable Response send() {
        int before = rest.attempts();
        long sentNanos = System.nanoTime();
        RestRequest outer = watch.interceptor().sending(rest);
        Response response;
        try {
            response = work.execute();
        } finally {
            watch.interceptor().sent(outer);
        }
        if (response != null && rest.attempts() == before) {
            // The HTTP client is not ours, or answers by itself.
            rest.answered(response.code(), ErrorCode.NONE, response.headers(), System.nanoTime() - sentNanos);
        }
        return response;
    }

    private void completed(@Nullable Response response, long asked) {
        if (rest.attempts() > 0 || !watch.isIntercepted(getJDA())) {
            watch.completed(frame, rest.completed());
        }
        watch.answered(response, asked);
        if (acknowledged != null && response != null && response.isSuccessful()) {
            acknowledged.acknowledged();
        } else if (acknowledged != null) {
            acknowledged.refused(response == null ? -1 : response.code());
        }
        over();
    }

    @Override
    public boolean isSkipped() {
        boolean skipped;
        try (Scope scope = watch.work(frame)) {
            skipped = work.isSkipped();
        }
        if (skipped) {
            over();
        }
        return skipped;
    }

    @Override
    public boolean isDone() {
        boolean done;
        try (Scope scope = watch.work(frame)) {
            done = work.isDone();
        }
        if (done) {
            over();
        }
        return done;
    }

    @Override
    public void cancel() {
        try (Scope scope = watch.work(frame)) {
            work.cancel();
        }
        over();
    }

    @Override
    public Route.CompiledRoute getRoute() {
        return work.getRoute();
    }

    @Override
    public JDA getJDA() {
        return work.getJDA();
    }

    @Override
    public boolean isPriority() {
        return work.isPriority();
    }

    @Override
    public boolean isCancelled() {
        return work.isCancelled();
    }

    @Override
    public String toString() {
        return work.getRoute().getBaseRoute().toString();
    }
}
