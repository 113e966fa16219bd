package io.github.botmetry.jda.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerClockTest {

    private static final long START = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    private final ServerClock clock = new ServerClock();
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos(); // it may overflow at any time

    private static Headers dated(long serverMillis) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(serverMillis).atOffset(ZoneOffset.UTC));
        return Headers.of("Date", date);
    }

    /** Requests of 60 ms at odd times, answered by a clock that is that far behind ours. */
    private void sample(int requests, long aheadMillis) {
        Random random = new Random(7);
        for (int i = 0; i < requests; i++) {
            long asked = START + i * 1_700L + random.nextInt(1_000);
            nanos += Duration.ofMillis(1_700).toNanos();
            clock.sample(dated(asked + 30 - aheadMillis), asked, asked + 60, nanos);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-45_000, -1_400, 1_400, 90_000})
    void skew_isKnownToSomeTensOfMilliseconds(long aheadMillis) {
        sample(100, aheadMillis);

        assertThat(clock.aheadMillis()).isBetween(aheadMillis - 60, aheadMillis + 60);
    }

    @Test
    void clocksThatMayAgree_areTakenToAgree() {
        sample(100, 0);

        assertThat(clock.aheadMillis()).isZero();
    }

    @Test
    void clockThatJumps_isMeasuredAgain() {
        sample(100, 0);
        sample(100, 5_000);

        assertThat(clock.aheadMillis()).isBetween(4_900L, 5_100L);
    }

    @Test
    void clockThatIsSetBack_isMeasuredAgain() {
        sample(100, 0);
        sample(100, -Duration.ofHours(1).toMillis());

        assertThat(clock.aheadMillis()).isBetween(-3_600_100L, -3_599_900L);
    }

    @Test
    void answersWithinASecond_areLookedAtOnce() {
        clock.sample(dated(START), START, START, nanos);
        clock.sample(dated(START - 90_000), START, START, nanos + 999_999_999);
        assertThat(clock.aheadMillis()).isZero();

        clock.sample(dated(START - 90_000), START, START, nanos + 1_000_000_000);
        assertThat(clock.aheadMillis()).isBetween(89_000L, 91_000L);
    }

    @Test
    void lag_isNeverNegative_andHasTheSkewTakenOff() {
        long created = (START - 1_420_070_400_000L) << 22;
        assertThat(clock.lagMillis(created, START + 80)).isEqualTo(80);
        assertThat(clock.lagMillis(created, START - 80)).isZero();
        sample(100, 2_000);

        assertThat(clock.lagMillis(created, START + 2_080)).isBetween(20L, 140L);
    }

    @Test
    void answerWithoutADate_saysNothing() {
        clock.sample(Headers.of("Date", "yesterday"), START, START, nanos);
        clock.sample(Headers.of(), START, START, nanos + Duration.ofSeconds(2).toNanos());

        assertThat(clock.aheadMillis()).isZero();
    }
}
