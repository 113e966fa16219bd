package io.github.botmetry.jda.rest;

import io.github.botmetry.event.Scope;
import org.jspecify.annotations.Nullable;

/** Knows when a thread runs for JDA's REST machinery: requests and their callbacks, not the bot's handlers. */
public final class RestActivity {

    private final ThreadLocal<Mark> marks = ThreadLocal.withInitial(Mark::new);

    /** A request on its way to Discord. */
    public interface Sent {

        /** JDA has the answer, and hands it to the callback pool. */
        void handedOn();
    }

    /**
     * The work that a thread is at. Its fields are put back by assignments in a {@code finally}: at the end of the stack there is
     * no room for a call, and a mark that stays would make all later work of the thread REST's.
     */
    public static final class Mark {
        public boolean working;

        /** The request that this thread sends, until JDA runs its callbacks. */
        @Nullable
        public Sent request;
    }

    public Mark mark() {
        return marks.get();
    }

    public boolean isWorking() {
        return marks.get().working;
    }

    public Scope work() {
        Mark mark = marks.get();
        boolean before = mark.working;
        mark.working = true;
        return () -> mark.working = before;
    }
}
