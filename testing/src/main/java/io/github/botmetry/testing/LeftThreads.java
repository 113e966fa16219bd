package io.github.botmetry.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Finds threads that should have ended. */
final class LeftThreads {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private LeftThreads() {}

    /** Waits for new threads of this name to end; fails if any is left. */
    static void requireNone(String prefix, Set<Thread> before) {
        List<Thread> left = new ArrayList<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> !thread.getName().startsWith(prefix));
        long end = System.nanoTime() + LIMIT_NANOS;
        for (Thread thread : left) {
            join(thread, Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        left.removeIf(thread -> !thread.isAlive());
        if (!left.isEmpty()) {
            throw new AssertionError("threads must end with what they belong to, left are " + left);
        }
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
