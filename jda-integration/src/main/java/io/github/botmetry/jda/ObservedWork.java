package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.jda.rest.ErrorCode;
import io.github.botmetry.jda.rest.HttpStatus;
import io.github.botmetry.jda.rest.RequestConsumers;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.rest.RestQueue;
import io.github.botmetry.jda.rest.RestRequest;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
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
final class ObservedWork implements Work, RestActivity.Sent, RequestConsumers.Answered {

    private static final AtomicReferenceFieldUpdater<ObservedWork, Stage> STAGE =
            AtomicReferenceFieldUpdater.newUpdater(ObservedWork.class, Stage.class, "stage");

    private final Work work;
    private final ObservedRequests requests;
    private final @Nullable EventFrame frame;
    private final @Nullable Handling handling;
    private final @Nullable Handling acknowledged;
    private volatile Stage stage = Stage.WAITING;
    private final RestRequest rest;
    private @Nullable RestQueue queue;
    private @Nullable Handling waiting;
    private boolean isNotified;

    private enum Stage {
        WAITING,
        RUNNING,
        OVER
    }

    /**
     * @param frame what asked for it
     * @param acknowledged the interaction whose acknowledgement it is
     */
    ObservedWork(Work work, ObservedRequests requests, @Nullable EventFrame frame, @Nullable Handling acknowledged) {
        this.work = work;
        this.requests = requests;
        this.rest = requests.meter().request(work.getRoute().getBaseRoute());
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

    /** Another answer of the interaction, for which its user may be waiting. */
    void givesContentTo(Handling interaction) {
        waiting = interaction;
    }

    /** Before it is enqueued. */
    void waitIn(RestQueue limiters) {
        queue = limiters;
        limiters.joined();
    }

    /** It will not be tried again. */
    void over() {
        Stage before = STAGE.getAndSet(this, Stage.OVER);
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
        RestActivity.Mark mark = requests.restActivity().mark();
        RestActivity.Sent outer = mark.request;
        mark.request = this;
        Response response = null;
        boolean threw = true;
        try {
            response = atWork(ObservedWork::send);
            threw = false;
            return response;
        } catch (Throwable error) {
            requests.failed(frame, error);
            throw error;
        } finally {
            mark.request = outer;
            if (threw || response == null || response.code() != HttpStatus.TOO_MANY_REQUESTS) {
                completed(response, asked);
            } else if (STAGE.compareAndSet(this, Stage.RUNNING, Stage.WAITING) && queue != null) {
                queue.joined();
            }
        }
    }

    /**
     * This thread works for the request, inside the event that asked for it.
     *
     * @param call a constant: JDA asks often, and a lambda each time would cost more than the answer
     */
    private <T extends @Nullable Object> T atWork(Function<ObservedWork, T> call) {
        RestActivity.Mark mark = requests.restActivity().mark();
        boolean worked = mark.working;
        mark.working = true;
        EventFrame before = frame == null ? null : frame.push();
        try {
            return call.apply(this);
        } finally {
            mark.working = worked;
            if (frame != null) {
                EventFrame.pop(before);
            }
        }
    }

    private void begin() {
        rest.begin();
        if (STAGE.compareAndSet(this, Stage.WAITING, Stage.RUNNING) && queue != null) {
            queue.left();
        }
    }

    private @Nullable Response send() {
        int before = rest.attempts();
        long sentNanos = System.nanoTime();
        RestRequest outer = requests.interceptor().sending(rest);
        Response response;
        try {
            response = work.execute();
        } finally {
            requests.interceptor().sent(outer);
        }
        if (response != null && rest.attempts() == before) {
            // The HTTP client is not ours, or answers by itself.
            rest.answered(response.code(), ErrorCode.NONE, response.headers(), System.nanoTime() - sentNanos);
        }
        return response;
    }

    /**
     * JDA has the answer, and hands it to the callback pool: a later notice would race with the callback. One that is taken
     * back while it waits again has a callback too, but no answer.
     */
    @Override
    public void handedOn() {
        if (rest.attempts() > 0 && stage == Stage.RUNNING) {
            requests.handOn(() -> notifyOnce(rest.status()));
        }
    }

    /** The same for a callback that another pool runs; where attempts are not seen, its result says how it went. */
    @Override
    public void answered(@Nullable Object result) {
        handedOn();
        if (acknowledged != null && rest.attempts() == 0) {
            requests.handOn(() -> acknowledged(result));
        }
    }

    /** A call of observers, which is to be guarded. */
    @FunctionalInterface
    interface Result {
        void notifyObservers();
    }

    private void acknowledged(@Nullable Object result) {
        if (acknowledged == null) {
            return;
        }
        if (!(result instanceof Throwable)) {
            acknowledged.acknowledged();
        } else if (result instanceof ErrorResponseException refused) {
            acknowledged.refused(refused.getResponse().code);
        }
    }

    /** Notifies once: a second caller waits until the first is done. */
    private synchronized void notifyOnce(int status) {
        if (isNotified) {
            return;
        }
        isNotified = true;
        boolean accepted = HttpStatus.isSuccess(status);
        if (acknowledged != null && accepted) {
            acknowledged.acknowledged();
        } else if (acknowledged != null) {
            acknowledged.refused(status);
        }
        if (waiting != null && accepted) {
            waiting.answered();
        }
        if (rest.attempts() > 0 || !requests.isIntercepted(getJDA())) {
            requests.completed(frame, rest);
        }
    }

    private void completed(@Nullable Response response, long asked) {
        notifyOnce(response == null ? HttpStatus.NO_ANSWER : response.code());
        requests.answered(response, asked);
        over();
    }

    @Override
    public boolean isSkipped() {
        boolean skipped = atWork(asking -> asking.work.isSkipped());
        if (skipped) {
            over();
        }
        return skipped;
    }

    @Override
    public boolean isDone() {
        boolean done = atWork(asking -> asking.work.isDone());
        if (done) {
            over();
        }
        return done;
    }

    @Override
    public void cancel() {
        atWork(ObservedWork::cancelWork);
        over();
    }

    private boolean cancelWork() {
        work.cancel();
        return true;
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
