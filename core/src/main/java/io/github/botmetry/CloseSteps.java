package io.github.botmetry;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs the close steps in reverse, each on a thread of its own: one that hangs is left behind, the others have their turn. */
final class CloseSteps {

    /** For each step that comes after one that took too long. */
    private static final Duration SMALLEST_SHARE = Duration.ofMillis(100);

    private final Warnings warnings;
    private final Threads threads;
    private final List<Step> steps = new CopyOnWriteArrayList<>();

    private record Step(String of, Consumer<Duration> body) {}

    CloseSteps(Warnings warnings, Threads threads) {
        this.warnings = warnings;
        this.threads = threads;
    }

    /** @param of names what is closed, such as {@code sentry} */
    void add(String of, Consumer<Duration> step) {
        steps.add(new Step(of, step));
    }

    /** @param kept what is to be left of the time afterwards */
    void run(Deadline deadline, Duration kept) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Duration others = kept.plus(SMALLEST_SHARE.multipliedBy(i));
            Duration share = deadline.left().minus(others);
            run(steps.get(i), share.compareTo(SMALLEST_SHARE) < 0 ? SMALLEST_SHARE : share);
        }
    }

    private void run(Step step, Duration share) {
        CountDownLatch done = new CountDownLatch(1);
        Runnable body = () -> {
            try {
                warnings.guard("close of " + step.of).run(() -> step.body.accept(share));
            } finally {
                done.countDown();
            }
        };
        Thread thread = threads.daemon(body, "botmetry-close-" + step.of);
        try {
            thread.start();
        } catch (Throwable noThread) {
            body.run();
        }
        if (!Deadline.in(share).await(done)) {
            warnings.warn("close-limit", step.of, "its close took longer than " + share.toMillis() + " ms", "");
            thread.interrupt();
        }
    }
}
