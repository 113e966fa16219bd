package io.github.botmetry.jda;

import io.github.botmetry.event.Scope;

/** Knows when a thread runs for JDA's REST machinery: requests and their callbacks, not the bot's handlers. */
final class RestThreads {

    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);

    boolean isWorking() {
        return working.get();
    }

    Scope work() {
        boolean before = working.get();
        if (before) {
            return Scope.NOOP;
        }
        working.set(true);
        return () -> working.set(false);
    }
}
