package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How far the handling of one interaction or text command has come: who is at it, and whether it was acknowledged.
 *
 * <p>It is over when no thread is inside its code, no request or callback of it is under way, and the acknowledgement is
 * decided; at the latest after 3 s. Its duration is that of its handlers and the acknowledgement, not of what comes after.
 * Thread-safe.
 */
final class Handling implements Observation {

    /** Discord's deadline. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    /** When JDA itself stops to wait for an acknowledgement; until then an answer is late, after that there was none. */
    static final Duration GIVEN_UP = Duration.ofSeconds(10);

    /** What became of the acknowledgement. */
    enum Acknowledgement {
        NONE,
        SENT,
        ACKED,
        LATE,
        NEVER,
        FAILED;

        boolean isDecided() {
            return this != NONE && this != SENT;
        }
    }

    private final AcknowledgementMetrics metrics;
    private final RestThreads restThreads;
    private final boolean answerable;
    private final long receivedNanos;
    private final List<Thread> inside = new ArrayList<>(1);
    private final List<String> listeners = new ArrayList<>(1);
    private Acknowledgement acknowledgement = Acknowledgement.NONE;
    private int active;
    private int underWay;
    private long returnedNanos;
    private long acknowledgedNanos;
    private boolean sent;
    private boolean refused;
    private boolean finished;
    private @Nullable EventFrame frame;

    /** @param answerable whether Discord waits for an acknowledgement */
    Handling(AcknowledgementMetrics metrics, RestThreads restThreads, boolean answerable, long receivedNanos) {
        this.metrics = metrics;
        this.restThreads = restThreads;
        this.answerable = answerable;
        this.receivedNanos = receivedNanos;
        this.returnedNanos = receivedNanos;
        this.acknowledgedNanos = receivedNanos;
    }

    /** That of the event, if somebody handles it until it is over. */
    static @Nullable Handling of(@Nullable EventFrame frame) {
        return frame != null && frame.attachment() instanceof Handling handling ? handling : null;
    }

    /** The event, which is to hold no entity of JDA. */
    synchronized void follow(EventFrame frame) {
        this.frame = frame;
    }

    synchronized @Nullable EventFrame frame() {
        return frame;
    }

    /** Lets go of what follows the event, once it is over: a late answer finds the event, and no more. */
    synchronized void unfollow() {
        if (finished && frame != null) {
            frame = frame.unfollowed();
        }
    }

    /** A listener is called with it. */
    void listener(String name) {
        boolean first;
        synchronized (this) {
            first = listeners.isEmpty();
            if (!listeners.contains(name)) {
                listeners.add(name);
            }
        }
        if (first && answerable) {
            metrics.started(sinceReceipt());
        }
    }

    private Duration sinceReceipt() {
        return Duration.ofNanos(System.nanoTime() - receivedNanos);
    }

    /** A thread enters its code. Those that work for REST are not its handlers. */
    @Override
    public Scope enter() {
        boolean handler = !restThreads.isWorking();
        synchronized (this) {
            active++;
            if (handler) {
                inside.add(Thread.currentThread());
            }
        }
        return () -> leave(handler);
    }

    private void leave(boolean handler) {
        synchronized (this) {
            active--;
            if (handler) {
                inside.remove(Thread.currentThread());
                returnedNanos = System.nanoTime();
            }
        }
        finishIfOver();
    }

    /** A request or a callback of it has begun to wait for its turn. */
    synchronized void began() {
        underWay++;
    }

    /** What {@link #began} is over. */
    void ended() {
        synchronized (this) {
            underWay--;
        }
        finishIfOver();
    }

    /** The acknowledgement is on its way. */
    synchronized void acknowledging() {
        if (acknowledgement == Acknowledgement.NONE) {
            acknowledgement = Acknowledgement.SENT;
        }
    }

    /** The acknowledgement has had its turn and goes to Discord, perhaps not for the first time. */
    void sending() {
        boolean first;
        synchronized (this) {
            first = !sent;
            sent = true;
        }
        if (first) {
            metrics.sent(sinceReceipt());
        }
    }

    /** Discord accepted it. */
    void acknowledged() {
        long now = System.nanoTime();
        Duration after = Duration.ofNanos(now - receivedNanos);
        boolean late = after.compareTo(DEADLINE) > 0;
        if (decide(late ? Acknowledgement.LATE : Acknowledgement.ACKED, now)) {
            metrics.accepted(after);
            EventFrame followed = frame();
            if (followed != null) {
                followed.acknowledged(after);
            }
            finishIfOver();
        }
    }

    /** Discord did not accept it: 404 is what it says when it waits no longer. */
    void refused(int status) {
        if (decide(status == 404 ? Acknowledgement.LATE : Acknowledgement.FAILED, System.nanoTime())) {
            synchronized (this) {
                refused = true;
            }
            finishIfOver();
        }
    }

    /** It was taken back before it reached Discord. */
    void withdrawn() {
        if (decide(Acknowledgement.FAILED, System.nanoTime())) {
            finishIfOver();
        }
    }

    private boolean decide(Acknowledgement decision, long now) {
        synchronized (this) {
            if (acknowledgement.isDecided()) {
                return false;
            }
            acknowledgement = decision;
            acknowledgedNanos = now;
        }
        metrics.decided(decision);
        return true;
    }

    private void finishIfOver() {
        boolean unanswered;
        EventFrame followed;
        synchronized (this) {
            followed = frame;
            if (finished || active > 0 || underWay > 0 || followed == null || !isAnswered(followed)) {
                return;
            }
            unanswered = refused && followed.outcome() == Outcome.OK;
        }
        if (unanswered) {
            followed.failed(unanswered(followed, " was acknowledged, but Discord did not accept it"));
        }
        Duration duration = end(false);
        if (duration != null) {
            followed.finish(duration);
        }
    }

    /** A handler that failed without an attempt to answer will not answer any more. */
    private boolean isAnswered(EventFrame followed) {
        return !answerable
                || acknowledgement.isDecided()
                || (acknowledgement == Acknowledgement.NONE && followed.outcome() == Outcome.ERROR);
    }

    /** Ends it; gives how long it took, null if it had ended before. */
    private synchronized @Nullable Duration end(boolean atDeadline) {
        if (finished) {
            return null;
        }
        finished = true;
        boolean open = !inside.isEmpty() || (answerable && !acknowledgement.isDecided());
        long end = open && atDeadline ? System.nanoTime() : Math.max(returnedNanos, acknowledgedNanos);
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
        synchronized (this) {
            followed = frame;
            open = answerable && !acknowledgement.isDecided();
            unanswered = open && acknowledgement == Acknowledgement.NONE && !finished;
        }
        if (followed != null) {
            if (unanswered && report && followed.outcome() != Outcome.ERROR) {
                followed.failed(unanswered(followed, " was not acknowledged within 3 s"), others);
            }
            Duration duration = end(true);
            if (duration != null) {
                followed.finish(duration, others);
            }
        }
        return open;
    }

    /** Nobody waits any more. */
    void givenUp() {
        boolean never;
        synchronized (this) {
            never = answerable && acknowledgement == Acknowledgement.NONE;
        }
        if (never) {
            decide(Acknowledgement.NEVER, System.nanoTime());
        }
    }

    private Failure unanswered(EventFrame followed, String what) {
        String name = '"' + followed.event().name() + '"';
        return new Failure(
                new NotAcknowledgedException(name + what + ", " + whereItIs(), state()),
                Failure.Source.LISTENER,
                false,
                null);
    }

    private synchronized String whereItIs() {
        if (inside.isEmpty()) {
            return "no thread was running its code; listeners " + listeners;
        }
        return "thread \"" + inside.get(0).getName() + "\" was " + inside.get(0).getState() + "; listeners "
                + listeners;
    }

    private StackTraceElement[] state() {
        Thread running;
        List<String> called;
        synchronized (this) {
            running = inside.isEmpty() ? null : inside.get(0);
            called = List.copyOf(listeners);
        }
        if (running != null) {
            return running.getStackTrace();
        }
        return called.stream()
                .map(listener -> new StackTraceElement(listener, "onEvent", null, -1))
                .toArray(StackTraceElement[]::new);
    }
}
