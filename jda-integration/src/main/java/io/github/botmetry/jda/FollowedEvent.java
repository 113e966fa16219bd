package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An event that is followed to its end and kept for late answers: the part that the table of the latest needs. Thread-safe. */
abstract class FollowedEvent {

    private @Nullable EventFrame frame;
    private Deadlines.@Nullable Deadline deadline;
    private @Nullable Consumer<FollowedEvent> whenOver;
    private long id;

    abstract boolean isOver();

    /** True if nothing is to come that would be counted or reported. */
    abstract boolean isSettled();

    abstract long receivedNanos();

    /** The event, which is to hold no entity of JDA. */
    synchronized void follow(EventFrame frame) {
        this.frame = frame;
    }

    synchronized @Nullable EventFrame frame() {
        return frame;
    }

    /** Takes its first deadline, to release it when nothing depends on that any more. */
    synchronized void hasDeadline(Deadlines.Deadline first) {
        deadline = first;
    }

    /**
     * Notes the id under which it is kept; true if it is over.
     *
     * @param notified once it is over, outside of its lock
     */
    synchronized boolean keptAs(long id, Consumer<FollowedEvent> notified) {
        this.id = id;
        whenOver = notified;
        return isOver();
    }

    synchronized long id() {
        return id;
    }

    /** It is over, and its observers know. */
    final void notifyOver() {
        Consumer<FollowedEvent> notified;
        synchronized (this) {
            notified = whenOver;
        }
        if (notified != null) {
            notified.accept(this);
        }
    }

    /** Lets go of what follows the event, once it is over. Gives the event alone if that is all that is still needed. */
    synchronized @Nullable EventFrame unfollow() {
        if (frame == null || !isOver()) {
            return null;
        }
        boolean isSettled = isSettled();
        frame = frame.unfollowed(isSettled ? null : this);
        if (isSettled && deadline != null) {
            deadline.release();
        }
        return isSettled ? frame : null;
    }
}
