package io.github.botmetry.event;

/**
 * Keeps work from beginning where the stack has no room to end it.
 *
 * <p>An overflow in the middle would leave things behind that even a {@code finally} has no room to take away: an event on the
 * thread, values in the MDC. Asking costs some 200 ns, so events that are only framed do not ask.
 */
final class StackRoom {

    /** Each takes 32 bytes at the least: together more than guards, scopes and counting need. */
    private static final int CALLS = 192;

    private StackRoom() {}

    static boolean isThere() {
        try {
            return descend(CALLS) == CALLS;
        } catch (StackOverflowError atTheEnd) {
            return false;
        }
    }

    private static int descend(int calls) {
        return calls == 0 ? 0 : descend(calls - 1) + 1;
    }
}
