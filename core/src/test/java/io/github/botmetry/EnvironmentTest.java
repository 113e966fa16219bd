package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables that are wrong, empty, of somebody else's, or for a part that is not there. */
class EnvironmentTest {

    private static final Map<String, String> ASKS_FOR_STATSD = Map.of("BOTMETRY_STATSD_HOST", "localhost");

    private static Botmetry of(Map<String, String> environment) {
        return Botmetry.builder().shutdownHook(false).environment(environment).build();
    }

    private static List<Warning> warnings(Map<String, String> environment) {
        try (Botmetry botmetry = of(environment)) {
            return botmetry.warnings();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOTMETRY_STATSD_PORT | 0 | a port, 1..65535",
                "BOTMETRY_STATSD_PORT | x | a port, 1..65535",
                "BOTMETRY_STATSD_DIALECT | graphite | plain or dogstatsd",
                "BOTMETRY_STATSD_PREFIX | a..b | at most 100 characters: words of letters, digits, _ and - with dots between them",
                "BOTMETRY_STATSD_HOST | udp://h | the name or address of a host, without port, scheme, blanks or quotes",
                "BOTMETRY_ENABLED | maybe | true or false"
            })
    void value_thatIsWrong_isRefused_withVariableValueAndRule(String name, String value, String rule) {
        Map<String, String> environment = new java.util.HashMap<>(ASKS_FOR_STATSD);
        environment.put(name, value);

        assertThatThrownBy(() -> of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " must be " + rule + ", was \"" + value + "\"");
    }

    @Test
    void host_installsStatsD_inTheDialect() {
        try (Botmetry botmetry =
                of(Map.of("BOTMETRY_STATSD_HOST", "localhost", "BOTMETRY_STATSD_DIALECT", "dogstatsd"))) {
            assertThat(botmetry.health()).containsKey("statsd");
            assertThat(botmetry.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void emptyVariables_areNotSet(String empty) {
        Map<String, String> environment = Map.of(
                "BOTMETRY_ENABLED", empty,
                "BOTMETRY_INSTANCE", empty,
                "BOTMETRY_STATSD_HOST", empty,
                "BOTMETRY_STATSD_PORT", empty,
                "BOTMETRY_METRICS_PORT", empty,
                "BOTMETRY_UNKNOWN", empty,
                "SENTRY_DSN", empty);

        try (Botmetry botmetry = of(environment)) {
            assertThat(botmetry.isEnabled()).isTrue();
            assertThat(botmetry.health()).doesNotContainKey("statsd");
            assertThat(botmetry.warnings()).isEmpty();
        }
    }

    /** Of services that are called botmetry, botmetry-statsd and botmetry-metrics. */
    @Test
    void variablesThatKubernetesMakesOfServices_areNotSet() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("BOTMETRY_STATSD_HOST", "localhost"),
                Map.entry("BOTMETRY_STATSD_SERVICE_HOST", "10.0.0.1"),
                Map.entry("BOTMETRY_STATSD_SERVICE_PORT", "8125"),
                Map.entry("BOTMETRY_STATSD_SERVICE_PORT_UDP_METRICS", "8125"),
                Map.entry("BOTMETRY_STATSD_PORT", "udp://10.0.0.1:8125"),
                Map.entry("BOTMETRY_STATSD_PORT_8125_UDP", "udp://10.0.0.1:8125"),
                Map.entry("BOTMETRY_STATSD_PORT_8125_UDP_PROTO", "udp"),
                Map.entry("BOTMETRY_STATSD_PORT_8125_UDP_PORT", "8125"),
                Map.entry("BOTMETRY_STATSD_PORT_8125_UDP_ADDR", "10.0.0.1"),
                Map.entry("BOTMETRY_METRICS_PORT", "tcp://10.0.0.2:9464"),
                Map.entry("BOTMETRY_PORT", "tcp://10.0.0.3:80"),
                Map.entry("BOTMETRY_SERVICE_HOST", "10.0.0.3"));

        try (Botmetry botmetry = of(environment)) {
            assertThat(botmetry.health()).containsKey("statsd");
            assertThat(botmetry.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BOTMETRY_METRICS_PORT, 0, botmetry-prometheus-integration",
        "BOTMETRY_METRICS_TOKEN_FILE, /run/secret, botmetry-prometheus-integration",
        "SENTRY_DSN, https://0123456789abcdef@localhost/1, botmetry-sentry-integration"
    })
    void variable_thatNothingTakes_isOneWarning_withTheArtifact_andNotTheValue(
            String name, String value, String artifact) {
        List<Warning> warnings = warnings(Map.of(name, value));

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).code()).isEqualTo("variable-not-taken");
        assertThat(warnings.get(0).subject()).isEqualTo(name);
        assertThat(warnings.get(0).cure()).contains("io.github.botmetry:" + artifact);
        assertThat(warnings.get(0).toString()).doesNotContain("0123456789abcdef", "/run/secret");
    }

    @Test
    void variables_thatDoNothingWithoutAnother_areOneWarningEach() {
        List<Warning> warnings = warnings(Map.of("BOTMETRY_STATSD_PORT", "8125", "BOTMETRY_STATSD_PREFIX", "mybot"));

        assertThat(warnings).extracting(Warning::code).containsOnly("variable-not-taken");
        assertThat(warnings)
                .extracting(Warning::subject)
                .containsExactly("BOTMETRY_STATSD_PORT", "BOTMETRY_STATSD_PREFIX");
        assertThat(warnings.get(0).cure()).startsWith("set BOTMETRY_STATSD_HOST too, or");
    }

    @ParameterizedTest
    @CsvSource({
        "BOTMETRY_STATSD_HOTS, BOTMETRY_STATSD_HOST",
        "BOTMETRY_METRIC_PORT, BOTMETRY_METRICS_PORT",
        "botmetry_statsd_host, BOTMETRY_STATSD_HOST"
    })
    void unknownVariable_isOneWarning_withTheNearestName(String name, String nearest) {
        List<Warning> warnings = warnings(Map.of(name, "x"));

        assertThat(warnings).extracting(Warning::code).containsExactly("unknown-variable");
        assertThat(warnings.get(0).cure()).contains(nearest);
    }
}
