package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final int TOO_MANY_REQUESTS = 429;

    private final Work work;
    private final RestWatch watch;
    private final @Nullable EventFrame frame;
    private final @Nullable Handling handling;
    private final @Nullable Handling acknowledged;
    private final AtomicBoolean over = new AtomicBoolean();
    private final RestTimes times = new RestTimes();

    /**
     * @param frame what asked for it
     * @param acknowledged the interaction whose acknowledgement it is
     */
    ObservedWork(Work work, RestWatch watch, @Nullable EventFrame frame, @Nullable Handling acknowledged) {
        this.work = work;
        this.watch = watch;
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

    private void over() {
        if (!over.compareAndSet(false, true)) {
            return;
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
        times.attempt();
        if (acknowledged != null) {
            acknowledged.sending();
        }
        Response response = null;
        boolean threw = true;
        try (Scope rest = watch.work(frame)) {
            response = work.execute();
            threw = false;
            return response;
        } catch (Throwable error) {
            watch.failed(frame, error);
            throw error;
        } finally {
            if (threw || response == null || response.code() != TOO_MANY_REQUESTS) {
                completed(response, asked);
            }
        }
    }

    private void completed(@Nullable Response response, long asked) {
        watch.completed(frame, times.completed(getRoute(), response));
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
        try (Scope rest = watch.work(frame)) {
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
        try (Scope rest = watch.work(frame)) {
            done = work.isDone();
        }
        if (done) {
            over();
        }
        return done;
    }

    @Override
    public void cancel() {
        try (Scope rest = watch.work(frame)) {
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
