package io.github.botmetry.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds the current event and the open scopes of one thread. Used by its own thread only. */
final class ThreadState {

    /** Set once for each thread, since setting a field costs a fifth of setting a thread local. */
    private static final ThreadLocal<ThreadState> STATES = ThreadLocal.withInitial(ThreadState::new);

    @Nullable
    EventFrame frame;

    @Nullable
    EventScope innermost;

    /** Number of pushed frames: a scope that was opened since a push has to be closed by its pop. */
    int depth;

    /** Scopes that were opened before a push and closed before its pop; usually none. */
    private @Nullable Deque<EventScope> closedEarly;

    /** Depth of nested failures that this thread is notifying of. */
    int notifying;

    private ThreadState() {}

    /** True if the frame's observations are entered and nothing was entered or pushed later. */
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

    /** Pushes the current event for a call of an observer: the pop closes the scopes that it left open. */
    @Nullable
    EventFrame pushAgain() {
        return push(frame);
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

    /** Replaces an event that a push found and whose scope was closed before the pop: it must not come back. */
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
