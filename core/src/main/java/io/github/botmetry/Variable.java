package io.github.botmetry;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /**
     * Gives its value to the setter, if it is set.
     *
     * @param environment gives the value of a variable, null if it is not set
     * @param setter refuses a value by an {@link IllegalArgumentException}
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    public void read(Function<String, @Nullable String> environment, Consumer<String> setter) {
        String value = environment.apply(name);
        if (value != null) {
            try {
                setter.accept(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " must be " + allowed + ", was \"" + value + "\"", e);
            }
        }
    }
}
