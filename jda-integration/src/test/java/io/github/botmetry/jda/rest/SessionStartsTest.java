package io.github.botmetry.jda.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionStartsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SessionStarts starts = new SessionStarts(nanos::get);

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void remaining_isUnknown_untilDiscordHasToldIt() {
        starts.begun();

        assertThat(starts.remaining()).isNaN();
    }

    @Test
    void remaining_isWhatWasTold_lessThoseBegunSince_andNeverBelow0() {
        starts.known(1_000, 2, Duration.ofHours(3).toMillis());
        assertThat(starts.remaining()).isEqualTo(2);

        starts.begun();
        assertThat(starts.remaining()).isEqualTo(1);
        starts.begun();
        starts.begun();
        assertThat(starts.remaining()).isZero();
    }

    @Test
    void remaining_isTheTotalAgain_afterTheReset_everyDay() {
        starts.known(1_000, 2, Duration.ofHours(3).toMillis());
        pass(Duration.ofHours(3));
        assertThat(starts.remaining()).isEqualTo(1_000);

        starts.begun();
        pass(Duration.ofHours(23));
        assertThat(starts.remaining()).isEqualTo(999);
        pass(Duration.ofHours(49));
        assertThat(starts.remaining()).isEqualTo(1_000);
    }
}
