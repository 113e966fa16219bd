package io.github.botmetry.statsd;

import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Installs {@link StatsD} where {@code BOTMETRY_STATSD_HOST} is set. */
public final class StatsDProvider implements IntegrationProvider {

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        String host = environment.apply("BOTMETRY_STATSD_HOST");
        if (host == null) {
            return null;
        }
        StatsD.Builder builder = StatsD.builder();
        set("BOTMETRY_STATSD_HOST", host, builder::host);
        set("BOTMETRY_STATSD_PORT", environment, port -> builder.port(Integer.parseInt(port)));
        set("BOTMETRY_STATSD_PREFIX", environment, builder::prefix);
        set(
                "BOTMETRY_STATSD_DIALECT",
                environment,
                dialect -> builder.dialect(Dialect.valueOf(dialect.toUpperCase(Locale.ROOT))));
        return builder.build();
    }

    private static void set(String variable, Function<String, @Nullable String> environment, Consumer<String> setter) {
        String value = environment.apply(variable);
        if (value != null) {
            set(variable, value, setter);
        }
    }

    private static void set(String variable, String value, Consumer<String> setter) {
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    variable + " must be " + allowed(variable) + ", was \"" + value + "\"", e);
        }
    }

    private static String allowed(String variable) {
        return switch (variable) {
            case "BOTMETRY_STATSD_PORT" -> "a port, 1..65535";
            case "BOTMETRY_STATSD_DIALECT" -> "plain or dogstatsd";
            case "BOTMETRY_STATSD_PREFIX" -> "words of letters, digits, _ and - with dots between them";
            default -> "the name or address of a host";
        };
    }
}
