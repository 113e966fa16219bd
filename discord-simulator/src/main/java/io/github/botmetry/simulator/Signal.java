package io.github.botmetry.simulator;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lets a test wait, without polling, for a condition on state that other threads change. */
final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Runs the change and wakes all waiting threads. */
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    <T> T read(Supplier<T> reader) {
        lock.lock();
        try {
            return reader.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the condition; throws AssertionError with the message after the limit. */
    void await(Duration limit, BooleanSupplier condition, Supplier<String> message) {
        if (!isTrueWithin(limit, condition)) {
            throw new AssertionError(message.get() + " within " + limit.toMillis() + " ms");
        }
    }

    private boolean isTrueWithin(Duration limit, BooleanSupplier condition) {
        long remainingNanos = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (remainingNanos <= 0) {
                    return false;
                }
                remainingNanos = changed.awaitNanos(remainingNanos);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        } finally {
            lock.unlock();
        }
    }
}
