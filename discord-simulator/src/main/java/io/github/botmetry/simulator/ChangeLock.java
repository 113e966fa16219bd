package io.github.botmetry.simulator;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Makes changes one after the other, each with its events, so that a login sees each change exactly once. */
final class ChangeLock {
    private final ReentrantLock lock = new ReentrantLock();

    void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    <T> T get(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }
}
