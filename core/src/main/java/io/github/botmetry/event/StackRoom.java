package io.github.botmetry.event;

/**
 * Keeps work from beginning where the stack has no room to end it.
 *
 * <p>An overflow in the middle would leave an event on the thread and values in the MDC, with no room for a {@code finally} to
 * remove them. The check costs 160 ns, for a scope 50, so events that are only framed skip it.
 */
final class StackRoom {

    /** Calls of at least 32 bytes each: together more than guards, scopes and counting need. */
    private static final int CALLS = 192;

    /** Entering and leaving a scope needs less room and is frequent. */
    private static final int CALLS_OF_A_SCOPE = 64;

    private StackRoom() {}

    static boolean isThere() {
        return isThereFor(CALLS);
    }

    static boolean isThereForAScope() {
        return isThereFor(CALLS_OF_A_SCOPE);
    }

    private static boolean isThereFor(int calls) {
        try {
            return descend(calls) == calls;
        } catch (StackOverflowError atTheEnd) {
            return false;
        }
    }

    private static int descend(int calls) {
        return calls == 0 ? 0 : descend(calls - 1) + 1;
    }
}
