package io.github.botmetry.jda;

import java.time.Duration;
import java.util.Objects;

/** Checks durations that a bot sets. */
final class Durations {

    private Durations() {}

    /** @throws IllegalArgumentException unless it is above 0 and at most that */
    static Duration limited(String name, Duration value, Duration most) {
        if (Objects.requireNonNull(value, name).isNegative() || value.isZero() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be above 0 and at most " + most + ", was " + value);
        }
        return value;
    }
}
