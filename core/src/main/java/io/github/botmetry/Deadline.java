package io.github.botmetry;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A point in time by which something has to be over. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    Deadline orIn(Duration duration) {
        return left().compareTo(duration) < 0 ? this : in(duration);
    }

    /** Waits for the end of the executor; false if the time was over first. */
    boolean await(ExecutorService executor) {
        try {
            return executor.awaitTermination(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
