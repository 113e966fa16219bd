package io.github.botmetry.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Let time pass in a test only when the test says so.
 *
 * <pre>{@code
 * ManualClock clock = ManualClock.at(Instant.EPOCH);
 * clock.advance(Duration.ofSeconds(3));
 * }</pre>
 *
 * <p>Thread-safe. The clock can also be set back, as real clocks are.
 */
public final class ManualClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Makes a clock in UTC that shows this instant until it is advanced. */
    public static ManualClock at(Instant start) {
        return new ManualClock(new AtomicReference<>(Objects.requireNonNull(start, "start")), ZoneId.of("UTC"));
    }

    /** Moves the clock forward, or back if the duration is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Gives a view of this clock in another zone, which moves with it. */
    @Override
    public Clock withZone(ZoneId otherZone) {
        return new ManualClock(now, Objects.requireNonNull(otherZone, "otherZone"));
    }
}
