package io.github.botmetry.prometheus;

import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Installs {@link PrometheusIntegration} where {@code BOTMETRY_METRICS_ADDRESS}, {@code _PORT} or {@code _TOKEN_FILE} is set.
 *
 * <p>For {@link java.util.ServiceLoader}.
 */
public final class PrometheusProvider implements IntegrationProvider {

    private static final String ADDRESS = "BOTMETRY_METRICS_ADDRESS";
    private static final String PORT = "BOTMETRY_METRICS_PORT";
    private static final String TOKEN_FILE = "BOTMETRY_METRICS_TOKEN_FILE";

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        String address = environment.apply(ADDRESS);
        String port = environment.apply(PORT);
        String tokenFile = environment.apply(TOKEN_FILE);
        if (address == null && port == null && tokenFile == null) {
            return null;
        }
        PrometheusIntegration.Builder builder = PrometheusIntegration.builder();
        set(PORT, port, "a port, 0..65535", text -> builder.port(Integer.parseInt(text)));
        set(TOKEN_FILE, tokenFile, "a readable file with a token in it", text -> builder.tokenFile(Path.of(text)));
        set(ADDRESS, address, "an address or name of this machine", builder::address);
        return built(builder, address);
    }

    private static void set(String variable, @Nullable String value, String allowed, Consumer<String> setter) {
        if (value != null) {
            try {
                setter.accept(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(variable + " must be " + allowed + ", was \"" + value + "\"", e);
            }
        }
    }

    private static Integration built(PrometheusIntegration.Builder builder, @Nullable String address) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    ADDRESS + " must be a loopback address unless " + TOKEN_FILE + " is set, was \"" + address + "\"",
                    e);
        }
    }
}
