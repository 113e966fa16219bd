package io.github.botmetry.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The event that a thread is at, and the scopes that are open on it. Used by its own thread only. */
final class ThreadState {

    /** Set once a thread: setting a field is a fifth of the price of setting a thread local. */
    private static final ThreadLocal<ThreadState> STATES = ThreadLocal.withInitial(ThreadState::new);

    @Nullable
    EventFrame frame;

    @Nullable
    EventScope innermost;

    /** How many frames are pushed: a scope that was opened since a push has to be closed by its pop. */
    int depth;

    /** Those that were closed between a push and its pop, though opened before; mostly there are none. */
    private @Nullable Deque<EventScope> closedEarly;

    /** How many failures this thread is notifying of, one inside the other. */
    int notifying;

    private ThreadState() {}

    /** True if the frame's observations are entered, and nothing was entered or pushed since. */
    boolean isInside(@Nullable EventFrame of) {
        EventScope scope = innermost;
        return of != null && frame == of && scope != null && scope.depth() == depth && scope.isOf(of);
    }

    static ThreadState current() {
        return STATES.get();
    }

    @Nullable
    EventFrame push(@Nullable EventFrame pushed) {
        EventFrame previous = frame;
        frame = pushed;
        depth++;
        return previous;
    }

    /** Also closes the scopes that were opened since the push and left open. */
    void pop(@Nullable EventFrame previous) {
        depth--;
        while (innermost != null && innermost.depth() > depth) {
            innermost.leave();
        }
        frame = closedEarly == null ? previous : stillOpen(previous);
    }

    void closedUnderPush(EventScope scope) {
        if (closedEarly == null) {
            closedEarly = new ArrayDeque<>(2);
        }
        closedEarly.add(scope);
    }

    /** A push may have found an event whose scope was closed before the pop: that one must not come back. */
    private @Nullable EventFrame stillOpen(@Nullable EventFrame found) {
        EventFrame open = found;
        Deque<EventScope> closed = Objects.requireNonNull(closedEarly);
        for (EventScope scope : closed) {
            if (scope.depth() == depth) {
                open = scope.insteadOf(open);
            }
        }
        closed.removeIf(scope -> scope.depth() >= depth);
        closedEarly = closed.isEmpty() ? null : closed;
        return open;
    }
}
