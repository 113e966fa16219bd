package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final ScheduledThreadPoolExecutor maintenance = new ScheduledThreadPoolExecutor(1);
    private final Deadlines deadlines = new Deadlines(maintenance, Runnable::run);
    private final List<String> called = new CopyOnWriteArrayList<>();

    @BeforeEach
    void removeWhatIsCancelled() {
        maintenance.setRemoveOnCancelPolicy(true); // as Botmetry's own does
    }

    @AfterEach
    void stop() {
        maintenance.shutdownNow();
    }

    private static long in(int millis) {
        return System.nanoTime() + Duration.ofMillis(millis).toNanos();
    }

    @Test
    void everyDeadline_isCalledOnce_inTheOrderOfTheirTimes_byOneTimer() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch added = new CountDownLatch(1);
        maintenance.execute(
                () -> { // else the second could be called before the first is there
                    held.countDown();
                    awaitQuietly(added);
                });
        awaitQuietly(held);
        deadlines.add(in(60), () -> called.add("second"));
        deadlines.add(in(90), () -> called.add("third"));
        deadlines.add(in(-5), () -> called.add("first"));

        assertThat(maintenance.getQueue()).hasSize(1);
        added.countDown();
        await().until(() -> called.size() == 3);
        assertThat(called).containsExactly("first", "second", "third");
        await().until(() -> maintenance.getQueue().isEmpty());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void deadlineThatThrows_takesNoOtherWithIt() {
        deadlines.add(in(5), () -> {
            throw new IllegalStateException("planned");
        });
        deadlines.add(in(5), () -> called.add("at the same time"));
        deadlines.add(in(40), () -> called.add("next"));

        await().until(() -> called.contains("next"));
        assertThat(called).containsExactly("at the same time", "next");
    }

    @Test
    void deadline_thatComesBeforeThoseThatWait_isCalledInItsTime() {
        deadlines.add(in(3_600_000), () -> called.add("in an hour"));
        deadlines.add(in(1_800_000), () -> called.add("in half an hour"));
        deadlines.add(in(10), () -> called.add("now"));
        await().until(() -> called.contains("now"));
        deadlines.add(in(10), () -> called.add("again"));
        await().until(() -> called.contains("again"));

        assertThat(called).containsExactly("now", "again");
        assertThat(maintenance.getQueue()).hasSize(1);
    }

    @Test
    void deadline_afterTheEnd_isForgotten() {
        maintenance.shutdownNow();

        deadlines.add(in(0), () -> called.add("late"));

        assertThat(called).isEmpty();
    }
}
