package io.github.botmetry.jda;

import io.github.botmetry.event.Scope;

/** Knows when a thread runs for JDA's REST machinery: requests and their callbacks, not the bot's handlers. */
final class RestThreads {

    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
    private final Scope end = () -> working.set(false);

    boolean isWorking() {
        return working.get();
    }

    Scope work() {
        if (working.get()) {
            return Scope.NOOP;
        }
        working.set(true);
        return end;
    }
}
