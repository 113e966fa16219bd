package io.github.botmetry;

import java.util.Objects;

/**
 * One variable of the environment that an {@link IntegrationProvider} reads.
 *
 * @param name such as {@code BOTMETRY_STATSD_PORT}
 * @param allowed the values that it may have, as the end of "must be": {@code a port, 1..65535}
 * @param purpose the thing that it sets, such as {@code its UDP port}
 */
public record Variable(String name, String allowed, String purpose) {

    public Variable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(purpose, "purpose");
    }

    /** Refuses a value of it. */
    public IllegalArgumentException refused(String value, Throwable cause) {
        return new IllegalArgumentException(name + " must be " + allowed + ", was \"" + value + "\"", cause);
    }
}
