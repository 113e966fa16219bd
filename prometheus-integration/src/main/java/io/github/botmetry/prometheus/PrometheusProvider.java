package io.github.botmetry.prometheus;

import io.github.botmetry.HostName;
import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import io.github.botmetry.Variable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Installs {@link PrometheusIntegration} where {@code BOTMETRY_METRICS_ADDRESS}, {@code _PORT} or {@code _TOKEN_FILE} is set.
 *
 * <p>For {@link java.util.ServiceLoader}.
 */
public final class PrometheusProvider implements IntegrationProvider {

    private static final Variable ADDRESS =
            new Variable("BOTMETRY_METRICS_ADDRESS", "an address or name of this machine", "where /metrics listens");
    private static final Variable PORT =
            new Variable("BOTMETRY_METRICS_PORT", "a port, 0..65535", "its TCP port, 0 for any");
    private static final Variable TOKEN_FILE = new Variable(
            "BOTMETRY_METRICS_TOKEN_FILE",
            "a readable file with a token in it",
            "a file with the bearer token that a scrape has to bring");

    @Override
    public List<Variable> variables() {
        return List.of(ADDRESS, PORT, TOKEN_FILE);
    }

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        if (variables().stream().allMatch(variable -> environment.apply(variable.name()) == null)) {
            return null;
        }
        PrometheusIntegration.Builder builder = PrometheusIntegration.builder();
        PORT.readNumber(environment, builder::port);
        TOKEN_FILE.readFile(environment, builder::tokenFile);
        ADDRESS.read(environment, text -> builder.address(HostName.require(text)));
        return built(builder, environment.apply(ADDRESS.name()));
    }

    private static Integration built(PrometheusIntegration.Builder builder, @Nullable String address) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    ADDRESS.name() + " must be a loopback address unless " + TOKEN_FILE.name() + " is set, was \""
                            + address + "\"",
                    e);
        }
    }
}
