package io.github.botmetry.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event that a thread has entered, with the scopes of its observations.
 *
 * <p>Closing it also closes scopes that were opened later on the thread and left open, innermost first. So no event stays on a
 * thread longer than the outermost scope. A second close, or one on another thread, does nothing.
 */
final class EventScope implements Scope {

    private static final GuardedObservation[] NOBODY = {};
    private static final @Nullable Scope[] NONE = {};

    private final ThreadState thread;
    private final EventFrame frame;
    private final @Nullable EventFrame previous;
    private final @Nullable EventScope outer;
    private final int depth;
    private final boolean endsEvent;
    private final GuardedObservation[] observations;
    private final @Nullable Scope[] entered;
    private boolean isOver;

    private EventScope(ThreadState thread, EventFrame frame, GuardedObservation[] observations, boolean endsEvent) {
        this.thread = thread;
        this.frame = frame;
        this.previous = thread.frame;
        this.outer = thread.innermost;
        this.depth = thread.depth;
        this.endsEvent = endsEvent;
        this.observations = observations;
        this.entered = observations.length == 0 ? NONE : new Scope[observations.length];
    }

    /** Gives the scope of one of the event's observations. */
    @FunctionalInterface
    interface Entering {

        Scope enter(GuardedObservation observation, int index);
    }

    /** Enters an event that nobody follows on this thread, unless its stack is at its end. */
    static Scope open(EventFrame frame) {
        return open(frame, NOBODY, (observation, index) -> Scope.NOOP, false);
    }

    /**
     * Enters the event on this thread, unless its stack is at its end.
     *
     * @param endsEvent true if the event ends with its scope
     */
    static Scope open(EventFrame frame, GuardedObservation[] observations, Entering entering, boolean endsEvent) {
        if (!StackRoom.isThereForAScope()) {
            return Scope.NOOP;
        }
        ThreadState thread = ThreadState.current();
        EventScope scope = new EventScope(thread, frame, observations, endsEvent);
        thread.innermost = scope;
        thread.frame = frame;
        for (int i = 0; i < observations.length; i++) {
            try {
                scope.entered[i] = entering.enter(observations[i], i);
            } catch (Throwable endOfStackOrHeap) {
                scope.entered[i] = null; // guards catch all else; the others were entered and have to be left
            }
        }
        return scope;
    }

    boolean isOf(EventFrame other) {
        return frame == other;
    }

    int depth() {
        return depth;
    }

    /** Event to restore instead of this one, if a push found this event and its scope was closed meanwhile. */
    @Nullable
    EventFrame insteadOf(@Nullable EventFrame found) {
        return found == frame ? previous : found;
    }

    @Override
    public void close() {
        if (ThreadState.current() != thread) {
            if (!isOver) {
                frame.dispatcher().closedElsewhere(frame);
            }
            return;
        }
        while (!isOver && thread.innermost != null) {
            thread.innermost.leave();
        }
    }

    /** Leaves the innermost scope. Sets the fields first, so that nothing can throw between them. */
    void leave() {
        isOver = true;
        thread.innermost = outer;
        for (int i = entered.length - 1; i >= 0; i--) {
            try {
                Scope scope = entered[i];
                if (scope != null && scope != Scope.NOOP) {
                    observations[i].leave(scope);
                }
            } catch (Throwable endOfStackOrHeap) {
                entered[i] = null; // the outer scope restores its own state
            }
        }
        if (depth < thread.depth) {
            thread.closedUnderPush(this);
        } else {
            thread.frame = previous;
        }
        if (endsEvent) {
            frame.finish(Duration.ofNanos(System.nanoTime() - frame.described().receivedNanos()));
        }
    }
}
