package io.github.botmetry;

import io.github.botmetry.guard.Printable;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declare and read one variable of the environment, for an {@link IntegrationProvider}.
 *
 * @param name such as {@code BOTMETRY_STATSD_PORT}
 * @param allowed the allowed values, as the end of "must be": {@code a port, 1..65535}
 * @param purpose the setting, such as {@code its UDP port}
 */
public record Variable(String name, String allowed, String purpose) {

    private static final int MAX_REPEATED = 1_000;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    public Variable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(purpose, "purpose");
    }

    /**
     * Passes the value to the setter, if the variable is set.
     *
     * @param environment gives the value of a variable, null if it is not set
     * @param setter refuses a value by an {@link IllegalArgumentException}
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    public void read(Function<String, @Nullable String> environment, Consumer<String> setter) {
        parse(environment, value -> {
            setter.accept(value);
            return value;
        });
    }

    /**
     * Parses the value; null if the variable is not set.
     *
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    public <T> @Nullable T parse(Function<String, @Nullable String> environment, Function<String, T> parser) {
        String value = environment.apply(name);
        if (value == null) {
            return null;
        }
        try {
            return parser.apply(value);
        } catch (Hidden e) {
            throw new IllegalArgumentException(name + " must be " + allowed + ", was " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw refusal(value, e);
        }
    }

    /**
     * Passes the value to the setter as a whole number: digits 0 to 9, with a minus if negative.
     *
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    public void readNumber(Function<String, @Nullable String> environment, IntConsumer setter) {
        read(environment, value -> setter.accept(number(value)));
    }

    /**
     * Passes the value to the setter as a file. Hides a text that is no file, since it may be the secret itself.
     *
     * @throws IllegalArgumentException naming the variable, the value or its length, and what is allowed
     */
    public void readFile(Function<String, @Nullable String> environment, Consumer<Path> setter) {
        read(environment, value -> {
            try {
                setter.accept(Path.of(value));
            } catch (IllegalArgumentException e) {
                throw mayBeContent(value) ? new Hidden(value) : e;
            }
        });
    }

    private static boolean mayBeContent(String value) {
        return !value.contains("/") && !value.contains(File.separator) && !new File(value).exists();
    }

    /** Refuses a value without showing it. */
    private static final class Hidden extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Hidden(String value) {
            super("a text of " + value.strip().length() + " characters, and no file");
        }
    }

    /** Stricter than Integer.parseInt(), which accepts a plus and the digits of other scripts. */
    private static int number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("a number of at most 9 digits must be written as such");
        }
        return Integer.parseInt(value);
    }

    /** Drops the setter's exception if it may repeat a long value, which would fill the log. */
    private IllegalArgumentException refusal(String value, Throwable refused) {
        Throwable cause = value.length() > MAX_REPEATED ? null : refused;
        return new IllegalArgumentException(name + " must be " + allowed + ", was " + Printable.quoted(value), cause);
    }
}
