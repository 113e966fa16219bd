package io.github.botmetry.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Warnings warnings = new Warnings(false);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final Worker worker = new Worker("calls of the test", warnings, clock, Duration.ofMillis(50));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        worker.close(Duration.ofSeconds(10));
        clock.shutdownNow();
    }

    private void hang(AtomicInteger begun) {
        worker.run(() -> {
            begun.incrementAndGet();
            end.await();
        });
    }

    private boolean isNamed(String code) {
        return warnings.list().stream()
                .anyMatch(warning -> warning.code().equals(code)
                        && warning.subject().equals("calls of the test")
                        && !warning.isOver());
    }

    @Test
    void calls_runInTheirOrder_whateverTheyThrow() {
        List<String> called = new CopyOnWriteArrayList<>();

        worker.run(() -> called.add("first"));
        for (Throwable thrown :
                List.of(new OutOfMemoryError("planned"), new StackOverflowError("planned"), new Exception("planned"))) {
            worker.run(() -> {
                called.add(thrown.getClass().getSimpleName());
                Guards.sneak(thrown);
            });
        }
        worker.run(() -> called.add("last"));

        await().atMost(SOON).until(() -> called.contains("last"));
        assertThat(called).containsExactly("first", "OutOfMemoryError", "StackOverflowError", "Exception", "last");
        assertThat(warnings.list()).singleElement().matches(warning -> warning.count() == 3);
    }

    @Test
    void callThatHangs_isNamed_andHoldsNoOther_andIsNamedAgainWhenItIsBack() {
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean isNextCalled = new AtomicBoolean();
        hang(begun);
        await().atMost(SOON).until(() -> begun.get() == 1);

        worker.run(() -> isNextCalled.set(true));

        await().atMost(SOON).untilTrue(isNextCalled);
        assertThat(isNamed("hanging")).isTrue();
        end.countDown();
        await().atMost(SOON).until(() -> !isNamed("hanging"));
    }

    @Test
    void callsThatHang_areInterrupted_whereTheyTakeAllThreads() {
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean isNextCalled = new AtomicBoolean();
        for (int i = 0; i < 3 * Worker.MAX_THREADS; i++) {
            hang(begun);
        }

        worker.run(() -> isNextCalled.set(true));

        await().atMost(SOON).untilTrue(isNextCalled);
        assertThat(begun).hasValue(3 * Worker.MAX_THREADS);
    }

    @Test
    void callsThatHearNoInterrupt_takeFourThreads_andNoMore() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 3 * Worker.MAX_THREADS; i++) {
            worker.run(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                begun.incrementAndGet();
                while (end.getCount() > 0) {
                    Thread.onSpinWait();
                    Thread.yield();
                }
                inside.decrementAndGet();
            });
        }

        await().atMost(SOON).until(() -> begun.get() == Worker.MAX_THREADS);
        end.countDown();
        await().atMost(SOON).until(() -> begun.get() == 3 * Worker.MAX_THREADS);
        assertThat(most.get()).isLessThanOrEqualTo(Worker.MAX_THREADS);
    }

    @Test
    void moreThanMayWait_areRefused_andThatIsCounted() {
        AtomicInteger begun = new AtomicInteger();
        Worker slow = new Worker("slow ones", warnings, clock, Duration.ofMinutes(10));
        slow.run(() -> {
            begun.incrementAndGet();
            end.await();
        });
        await().atMost(SOON).until(() -> begun.get() == 1);

        for (int i = 0; i < Worker.MAX_WAITING; i++) {
            assertThat(slow.run(() -> {})).isTrue();
        }

        assertThat(slow.run(() -> {})).isFalse();
        assertThat(warnings.list())
                .anyMatch(warning ->
                        warning.subject().equals("slow ones") && warning.cause().contains("10000 calls wait already"));
        end.countDown();
        slow.close(Duration.ofSeconds(10));
    }

    @Test
    void close_runsWhatWaits_andRefusesTheRest_withoutAWord() {
        AtomicInteger called = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            worker.run(called::incrementAndGet);
        }

        worker.close(Duration.ofSeconds(10));

        assertThat(called).hasValue(10);
        assertThat(worker.run(called::incrementAndGet)).isFalse();
        assertThat(warnings.list()).isEmpty();
    }

    @Test
    void close_interruptsWhatHangs() {
        AtomicBoolean isInterrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Worker closed = new Worker("closed one", warnings, clock, Duration.ofMinutes(10));
        closed.run(() -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                isInterrupted.set(true);
            }
        });
        await().atMost(SOON).until(() -> begun.getCount() == 0);

        closed.close(Duration.ofMillis(1));

        await().atMost(SOON).untilTrue(isInterrupted);
    }
}
