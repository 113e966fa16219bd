package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    @Test
    void time_passesOnlyWhenTold_inAllZones() {
        ManualClock clock = ManualClock.at(Instant.EPOCH);
        Clock elsewhere = clock.withZone(ZoneOffset.ofHours(2));

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofSeconds(3));
        clock.advance(Duration.ofSeconds(-1));

        assertThat(clock.millis()).isEqualTo(2_000);
        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
    }
}
