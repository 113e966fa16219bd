package io.github.botmetry.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedCallsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Guard guard = new Warnings(false).guard("test");
    private final TimedCalls patient = new TimedCalls(guard, SOON);
    private final TimedCalls hasty = new TimedCalls(guard, Duration.ofMillis(20));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        patient.close();
        hasty.close();
    }

    private String hang() {
        boolean wasInterrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        return "late, interrupted: " + wasInterrupted;
    }

    @Test
    void value_isThatOfTheCall() {
        assertThat(patient.<String>callOrNull(() -> "value")).isEqualTo("value");
        assertThat(guard.isFailing()).isFalse();
    }

    @Test
    void callThatThrows_isAFailureOfTheGuard_withItsOwnReason() {
        assertThat(patient.<String>callOrNull(() -> {
                    throw new OutOfMemoryError("planned");
                }))
                .isNull();
        assertThat(guard.lastError()).isEqualTo("java.lang.OutOfMemoryError: planned");

        assertThat(patient.<String>callOrNull(() -> "value")).isEqualTo("value");
        assertThat(guard.isFailing()).isFalse();
    }

    @Test
    void callThatHangs_costsOneThread_andTheOthersAreAnsweredAtOnce_untilItIsBack() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger later = new AtomicInteger();

        // On a busy machine the first may not begin within its limit, and does not run then.
        await().atMost(SOON).until(() -> {
            hasty.<String>callOrNull(() -> {
                threads.add(Thread.currentThread());
                return hang();
            });
            return threads.size() == 1;
        });
        assertThat(guard.lastError()).contains("has not come back within 20 ms");
        hasty.callOrNull(later::incrementAndGet);
        for (int i = 0; i < 100; i++) {
            assertThat(hasty.<Integer>callOrNull(later::incrementAndGet)).isNull();
        }
        assertThat(guard.isFailing()).isTrue();
        assertThat(later).hasValue(0);

        end.countDown();

        await().atMost(SOON).until(() -> hasty.callOrNull(() -> threads.add(Thread.currentThread())) != null);
        assertThat(guard.isFailing()).isFalse();
        assertThat(threads).hasSize(1);
    }

    @Test
    void close_isSilent() {
        patient.close();

        assertThat(patient.<String>callOrNull(() -> "value")).isNull();
        assertThat(guard.failures()).isZero();
    }
}
