package io.github.botmetry;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs the close steps in reverse, each on its own thread: a step that hangs is given up, and the next one runs.
 *
 * <p>A step that is added during or after the close runs at once, so that no late integration stays open.
 */
final class CloseSteps {

    static final String TOO_LONG = "close-limit";

    /** Least time for each step after one that took too long. */
    private static final Duration SMALLEST_SHARE = Duration.ofMillis(100);

    private final Warnings warnings;
    private final Threads threads;
    private final List<Step> steps = new ArrayList<>();
    private boolean isClosed;

    private record Step(String of, Consumer<Duration> body) {}

    CloseSteps(Warnings warnings, Threads threads) {
        this.warnings = warnings;
        this.threads = threads;
    }

    /** @param of names the part to close, such as {@code sentry} */
    void add(String of, Consumer<Duration> body) {
        Step step = new Step(of, body);
        if (!kept(step)) {
            run(step, SMALLEST_SHARE);
        }
    }

    private synchronized boolean kept(Step step) {
        if (!isClosed) {
            steps.add(step);
        }
        return !isClosed;
    }

    private synchronized List<Step> taken() {
        isClosed = true;
        return List.copyOf(steps);
    }

    /** @param kept time that the steps must leave */
    void run(Deadline deadline, Duration kept) {
        List<Step> all = taken();
        for (int i = all.size() - 1; i >= 0; i--) {
            Duration left = deadline.left().minus(kept);
            Duration share = left.minus(SMALLEST_SHARE.multipliedBy(i));
            run(all.get(i), larger(share, smaller(left, SMALLEST_SHARE)));
        }
    }

    private static Duration larger(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration smaller(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void run(Step step, Duration left) {
        Duration share = larger(left, Duration.ZERO);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean isLeftBehind = new AtomicBoolean();
        Runnable body = () -> {
            try {
                warnings.guard("close of " + step.of).run(() -> step.body.accept(share));
            } finally {
                done.countDown();
                if (isLeftBehind.get()) {
                    warnings.resolved(TOO_LONG, step.of);
                }
            }
        };
        Thread thread = threads.daemon(body, "botmetry-close-" + step.of);
        try {
            thread.start();
        } catch (Throwable noThread) {
            body.run();
        }
        if (!Deadline.in(share).await(done) && !share.isZero()) {
            isLeftBehind.set(true);
            String tooLong = "its close has not come back for " + share.toMillis() + " ms, and is left behind";
            warnings.warn(TOO_LONG, step.of, tooLong, "");
            thread.interrupt();
        }
    }
}
