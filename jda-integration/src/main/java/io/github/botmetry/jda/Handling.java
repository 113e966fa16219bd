package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.rest.HttpStatus;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.series.Acknowledgement;
import io.github.botmetry.jda.series.AcknowledgementSeries;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How far the handling of one interaction or text command has come.
 *
 * <p>It is over when no thread is inside its code, no request or callback of it is under way, and it is acknowledged; until
 * 3 s have passed it also waits for the content of a deferred reply. After 3 s it goes on only while something is at work, for
 * a minute at most. Its duration is that of its handlers and the acknowledgement. Thread-safe.
 */
final class Handling extends FollowedEvent implements Observation {

    /** Discord's deadline. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    /** When JDA itself stops to wait for an acknowledgement; until then an answer is late, after that there was none. */
    static final Duration GIVEN_UP = Duration.ofSeconds(10);

    /** By then it is over, whatever is still at work: a request that waits for its turn may wait for long. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final AcknowledgementSeries series;
    private final RestActivity restActivity;
    private final boolean answerable;
    private final long receivedNanos;
    private final Whereabouts whereabouts;
    private final Answer answer;
    private Duration contentWithin = Interactions.LIFETIME;
    private @Nullable Deferral deferral;
    private boolean finished;
    private boolean isPastDeadline;
    private volatile boolean isReportedLate;
    private volatile boolean hasFailed;

    /** @param answerable whether Discord waits for an acknowledgement */
    Handling(AcknowledgementSeries series, RestActivity restActivity, boolean answerable, long receivedNanos) {
        this.restActivity = restActivity;
        this.answerable = answerable;
        this.receivedNanos = receivedNanos;
        this.series = series;
        this.answer = new Answer(series, receivedNanos);
        this.whereabouts = new Whereabouts(receivedNanos) {
            @Override
            void left() {
                finishIfOver();
            }
        };
    }

    /**
     * That of the event; null if nobody handles it until it is over, or if nothing of it is left to count. The one way to a
     * handling: whatever knows an event by its thread, its id or its token has its frame.
     */
    static @Nullable Handling of(@Nullable EventFrame frame) {
        return frame != null && frame.attachment() instanceof Handling handling ? handling : null;
    }

    @Override
    synchronized boolean isSettled() {
        boolean isOpen = deferral != null && deferral.isOpen();
        return !isReportedLate && !isOpen && (!answerable || (answer.isSettled() && whereabouts.isCalled()));
    }

    /** A listener of that class is called with it. */
    void listener(Class<?> type) {
        if (whereabouts.called(type) && answerable) {
            answer.started();
        }
    }

    @Override
    long receivedNanos() {
        return receivedNanos;
    }

    /** A thread enters its code. Those that work for REST are not its handlers. */
    @Override
    public Scope enter() {
        return whereabouts.enter(!restActivity.isWorking());
    }

    /** A request or a callback of it has begun to wait for its turn. */
    void began() {
        whereabouts.began();
    }

    /** Ends a request or callback that {@link #began} noted. */
    void ended() {
        whereabouts.ended();
    }

    /** The acknowledgement is on its way. */
    void acknowledging() {
        answer.acknowledging();
    }

    /** How long after receipt a deferred reply may wait for its content; to be said first. */
    synchronized void waitsForContent(Duration wait) {
        contentWithin = wait;
    }

    /** Few interactions have one. */
    synchronized Deferral deferral() {
        if (deferral == null) {
            deferral = new Deferral(contentWithin);
        }
        return deferral;
    }

    /** Its user sees something else than "is thinking". */
    void answered() {
        deferral().end();
        finishIfOver();
    }

    private synchronized boolean isThinking() {
        return deferral != null && deferral.isOpen() && answer.isAccepted();
    }

    /** True if content was due by then and did not come. */
    synchronized boolean isUnanswered(long nowNanos) {
        return isThinking() && deferral().isOpenAfter(nowNanos - receivedNanos);
    }

    /** True if content may still come that was not due yet. */
    synchronized boolean waitsSince(Duration least, long nowNanos) {
        return isThinking() && nowNanos - receivedNanos >= least.toNanos();
    }

    /** The wait for content is over: counted, and reported unless a failure says why. */
    void unanswered(boolean report, Executor others) {
        if (!deferral().end()) {
            return;
        }
        series.unanswered();
        EventFrame followed = frame();
        if (report && followed != null && !hasFailed && followed.outcome() != Outcome.ERROR) {
            followed.failed(whereabouts.unanswered(followed.event().name()), others);
        }
    }

    /** The acknowledgement goes to Discord. */
    void sending() {
        answer.sending();
    }

    /** Discord accepted it. */
    void acknowledged() {
        long after = System.nanoTime() - receivedNanos;
        boolean late = after > DEADLINE.toNanos();
        if (answer.decide(late ? Acknowledgement.LATE : Acknowledgement.ACKED)) {
            answer.accepted(after);
            EventFrame followed = frame();
            if (followed != null) {
                followed.acknowledged(Duration.ofNanos(after));
            }
            finishIfOver();
        }
    }

    /** Discord did not accept it: 404 is what it says when it waits no longer. */
    void refused(int status) {
        if (answer.refuse(status == HttpStatus.NOT_FOUND ? Acknowledgement.LATE : Acknowledgement.FAILED)) {
            finishIfOver();
        }
    }

    /** It was taken back before it reached Discord. */
    void withdrawn() {
        if (answer.decide(Acknowledgement.FAILED)) {
            finishIfOver();
        }
    }

    private void finishIfOver() {
        boolean unanswered;
        EventFrame followed;
        synchronized (this) {
            followed = frame();
            if (finished || whereabouts.isAtWork() || followed == null || !isAnswered(followed)) {
                return;
            }
            unanswered = answer.isRefused() && followed.outcome() == Outcome.OK;
        }
        if (unanswered) {
            followed.failed(late(followed, " was acknowledged, but Discord did not accept it"));
        }
        Duration duration = end(false);
        if (duration != null) {
            followed.finish(duration);
            notifyOver();
        }
    }

    /** A handler that failed without an attempt to answer will not answer any more. */
    private boolean isAnswered(EventFrame followed) {
        boolean isError = followed.outcome() == Outcome.ERROR;
        boolean isDecided = answer.isDecided() || (answer.isMissing() && isError);
        return !answerable || (isDecided && (isError || isPastDeadline || !isThinking()));
    }

    /** Ends it; gives how long it took, null if it had ended before. */
    private synchronized @Nullable Duration end(boolean atDeadline) {
        if (finished) {
            return null;
        }
        finished = true;
        boolean open = whereabouts.isSomewhere() || (answerable && !answer.isDecided());
        long end =
                open && atDeadline ? System.nanoTime() : Math.max(whereabouts.returnedNanos(), answer.decidedNanos());
        return Duration.ofNanos(end - receivedNanos);
    }

    /**
     * The deadline has passed. True if it is still unknown whether there will be an answer.
     *
     * @param others notifies observers that may hang: the deadlines of all other events wait for this call
     */
    boolean overdue(boolean report, Executor others) {
        EventFrame followed;
        boolean unanswered;
        boolean open;
        boolean goesOn;
        synchronized (this) {
            isPastDeadline = true;
            followed = frame();
            open = answerable && !answer.isDecided();
            unanswered = open && answer.isMissing() && !finished;
            goesOn = !unanswered && whereabouts.isAtWork();
        }
        if (followed != null && !goesOn) {
            if (unanswered && report && followed.outcome() != Outcome.ERROR) {
                isReportedLate = true;
                followed.failed(late(followed, " was not acknowledged within 3 s"), others);
            }
            endAtLast(others);
        }
        return open;
    }

    @Override
    synchronized boolean isOver() {
        return finished;
    }

    /** It is over now, whatever is still at work. */
    void endAtLast(Executor others) {
        EventFrame followed = frame();
        Duration duration = end(true);
        if (followed != null && duration != null) {
            followed.finish(duration, others);
            notifyOver();
        }
    }

    /** Discord's refusal of a late acknowledgement is known: it was reported when the deadline passed. */
    @Override
    public boolean isKnown(Throwable error) {
        hasFailed = true; // asked of every failure, also of those that older frames of the event come by
        return isReportedLate && DiscordErrors.isTooLate(error);
    }

    /** Nobody waits any more. */
    void givenUp() {
        if (answerable && answer.isMissing()) {
            answer.decide(Acknowledgement.NEVER);
        }
    }

    /** Botmetry is closed under the running bot: it comes to no other end. */
    void closed() {
        if (answerable) {
            answer.decide(answer.isMissing() ? Acknowledgement.NEVER : Acknowledgement.FAILED);
        }
        endAtLast(Runnable::run);
    }

    private Failure late(EventFrame followed, String what) {
        return whereabouts.notAcknowledged(followed.event().name(), what);
    }
}
