package io.github.botmetry.endpoint;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the calls of pages at the same time. Calls that hang do not count, and their page is not called until they return.
 *
 * <p>A call that hangs keeps its thread, so hanging calls are bounded too. Thread-safe.
 */
final class Turns {

    private final Semaphore free;
    private final Semaphore spare;
    private final Duration limit;
    private final ScheduledExecutorService clock;

    Turns(Settings.Limits limits, ScheduledExecutorService clock) {
        this.free = new Semaphore(limits.answers());
        this.spare = new Semaphore(limits.answers());
        this.limit = limits.answer();
        this.clock = clock;
    }

    /** Begins a call, which the caller must end; null if there are too many calls, or the page hangs. */
    @Nullable
    Turn begin(Route page) {
        if (page.hanging().get() > 0 || !free.tryAcquire()) {
            return null;
        }
        Turn begun = new Turn(page);
        begun.limit();
        return begun;
    }

    /** One call. */
    final class Turn implements AutoCloseable {

        private final Route page;
        private @Nullable Future<?> limiting;
        private boolean isOver;
        private boolean isLate;
        private boolean isSpare;

        private Turn(Route page) {
            this.page = page;
        }

        private void limit() {
            try {
                limiting = clock.schedule(this::late, limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (Throwable noLater) {
                limiting = null; // Botmetry is closing
            }
        }

        private void late() {
            if (isLateNow()) {
                page.guard()
                        .failed(new TimeoutException("the page has not come back within " + limit.toSeconds() + " s"));
            }
        }

        private synchronized boolean isLateNow() {
            if (isOver) {
                return false;
            }
            isLate = true;
            page.hanging().incrementAndGet();
            isSpare = spare.tryAcquire();
            if (isSpare) {
                free.release();
            }
            return true;
        }

        @Override
        public synchronized void close() {
            isOver = true;
            if (limiting != null) {
                limiting.cancel(false);
            }
            if (isLate) {
                page.hanging().decrementAndGet();
            }
            (isSpare ? spare : free).release();
        }
    }
}
