package io.github.botmetry.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One round of calls of suppliers: over when all have answered or the time is over. */
final class GaugeRound {

    private final List<SuppliedValue> asked;
    private final Queue<SuppliedValue> left;
    private final CountDownLatch unanswered;
    private final AtomicBoolean isOver = new AtomicBoolean();

    GaugeRound(List<SuppliedValue> asked) {
        this.asked = asked;
        this.left = new ConcurrentLinkedQueue<>(asked);
        this.unanswered = new CountDownLatch(asked.size());
    }

    boolean isOver() {
        return isOver.get() || unanswered.getCount() == 0; // the last answer wakes who waits before it says so
    }

    /** The next supplier to call; null if there is none. */
    @Nullable
    SuppliedValue next() {
        return isOver() ? null : left.poll();
    }

    void answered() {
        unanswered.countDown();
        if (unanswered.getCount() == 0) {
            isOver.set(true);
        }
    }

    /** Waits for the end of the round; false if the time was over first. */
    boolean await(long nanos) throws InterruptedException {
        return unanswered.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Ends the round; suppliers that have not answered keep their values. */
    void cancel() {
        isOver.set(true);
        while (unanswered.getCount() > 0) {
            unanswered.countDown();
        }
    }

    /** Suppliers that were not called, and suppliers that did not answer. */
    record Missed(List<SuppliedValue> unasked, List<SuppliedValue> hanging) {}

    /** Ends the round; suppliers that have not answered lose their values. */
    Missed end() {
        Missed missed = new Missed(new ArrayList<>(), new ArrayList<>());
        if (isOver.compareAndSet(false, true)) {
            missed.unasked.addAll(left);
            for (SuppliedValue one : asked) {
                if (one.miss(this)) {
                    missed.hanging.add(one);
                }
            }
            cancel();
        }
        return missed;
    }
}
