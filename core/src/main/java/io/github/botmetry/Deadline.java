package io.github.botmetry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A point in time by which something has to be over. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The deadline, one that is over already for null. */
    static Deadline orNone(@Nullable Deadline deadline) {
        return deadline == null ? in(Duration.ZERO) : deadline;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    Deadline orIn(Duration duration) {
        return left().compareTo(duration) < 0 ? this : in(duration);
    }

    /** Waits, interrupted or not, and keeps the interrupt flag; false if the time was over first. */
    boolean await(CountDownLatch latch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return latch.await(left().toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
