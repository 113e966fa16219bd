package io.github.botmetry.jda;

import io.github.botmetry.event.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The text commands that a framework finds while its listener is called with a message. They are left when it returns:
 * no framework says of every command that it is over.
 */
final class FoundCommands {

    private static final ThreadLocal<Call> CALLS = new ThreadLocal<>();

    private volatile boolean expected;

    /** A call of a listener. */
    private static final class Call {
        final @Nullable Call outer;

        @Nullable
        Scope command;

        Call(@Nullable Call outer) {
            this.outer = outer;
        }
    }

    /** Somebody will find commands; until then nothing is looked after. */
    void expect() {
        expected = true;
    }

    boolean isExpected() {
        return expected;
    }

    /** A listener is called with a message, inside what was entered for it. */
    Scope listen(Scope entered) {
        Call call = new Call(CALLS.get());
        CALLS.set(call);
        return () -> {
            if (call.command != null) {
                call.command.close();
            }
            leave(call);
            entered.close();
        };
    }

    private void leave(Call call) {
        if (call.outer == null) {
            CALLS.remove();
        } else {
            CALLS.set(call.outer);
        }
    }

    /** True if a listener is being called on this thread that has found none yet. */
    boolean isOpen() {
        Call call = CALLS.get();
        return call != null && call.command == null;
    }

    /** The command that it found, to be closed when it returns. */
    void entered(Scope command) {
        CALLS.get().command = command;
    }
}
