package io.github.botmetry.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a state that other threads change. */
final class Waiting {

    private Waiting() {}

    /**
     * Waits until the condition holds; fails after the limit, with the text of the monitor.
     *
     * @param monitor held by the caller; notified when the state changes
     */
    static void on(Object monitor, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long leftMillis = (end - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    throw new AssertionError("the condition did not hold within " + limit + "; " + monitor);
                }
                monitor.wait(leftMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted; " + monitor, e);
        }
    }
}
