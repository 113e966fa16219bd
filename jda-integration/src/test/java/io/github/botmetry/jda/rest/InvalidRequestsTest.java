package io.github.botmetry.jda.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InvalidRequestsTest {

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final InvalidRequests budget =
            new InvalidRequests(() -> Duration.ofMillis(clock.millis()).toNanos() + Long.MAX_VALUE);

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            budget.add();
        }
    }

    @Test
    void budget_isUsedUp_butNeverNegative() {
        add(10_001);

        assertThat(budget.remaining()).isZero();
    }

    @Test
    void request_countsForTenMinutes_andIsForgottenSoonAfter() {
        clock.advance(Duration.ofSeconds(5));
        add(3);

        clock.advance(Duration.ofMinutes(10));
        assertThat(budget.remaining()).isEqualTo(9_997);

        clock.advance(Duration.ofSeconds(10));
        assertThat(budget.remaining()).isEqualTo(10_000);
    }

    @Test
    void requests_ofManyTimes_areForgottenEachInItsTurn() {
        for (int minute = 0; minute < 10; minute++) {
            add(100);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(budget.remaining()).isEqualTo(9_000);

        clock.advance(Duration.ofSeconds(70));
        assertThat(budget.remaining()).isEqualTo(9_200);

        clock.advance(Duration.ofDays(1));
        assertThat(budget.remaining()).isEqualTo(10_000);
    }

    /** Beside a list of all times: never more than is left, and at most one slice of 10 s too cautious. */
    @Test
    void remaining_isNeverTooMuch() {
        Random random = new Random(1);
        Deque<Long> times = new ArrayDeque<>();
        for (int step = 0; step < 5_000; step++) {
            clock.advance(Duration.ofMillis(random.nextInt(2_000)));
            budget.add();
            times.add(clock.millis());
            long exact = times.stream()
                    .filter(time -> clock.millis() - time < 600_000)
                    .count();
            long cautious = times.stream()
                    .filter(time -> clock.millis() - time < 610_000)
                    .count();
            assertThat(10_000L - budget.remaining()).isBetween(exact, cautious);
            while (clock.millis() - times.getFirst() > 700_000) {
                times.removeFirst();
            }
        }
    }
}
