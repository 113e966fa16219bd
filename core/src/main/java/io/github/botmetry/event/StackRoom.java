package io.github.botmetry.event;

/**
 * Keeps work from beginning where the stack has no room to end it.
 *
 * <p>An overflow in the middle would leave things behind that even a {@code finally} has no room to take away: an event on the
 * thread, values in the MDC. Asking costs 160 ns, for a scope 50, so events that are only framed do not ask.
 */
final class StackRoom {

    /** Each takes 32 bytes at the least: together more than guards, scopes and counting need. */
    private static final int CALLS = 192;

    /** Entering and leaving is a smaller work, and a frequent one. */
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
