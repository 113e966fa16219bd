package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusProviderTest {

    private final PrometheusProvider provider = new PrometheusProvider();

    @Test
    void environment_thatAsksForIt_installsIt() {
        try (Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .environment(Map.of("BOTMETRY_METRICS_PORT", "0"))
                .build()) {
            assertThat(botmetry.health().get("prometheus").isUp()).isTrue();
        }
    }

    @Test
    void environment_thatDoesNotAsk_installsNothing() {
        assertThat(provider.create(Map.of("BOTMETRY_INSTANCE", "a")::get)).isNull();
    }

    @Test
    void wrongValues_areNamedWithTheirVariableAndRule(@TempDir Path folder) throws java.io.IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThatThrownBy(() -> provider.create(Map.of("BOTMETRY_METRICS_PORT", "http")::get))
                .hasMessage("BOTMETRY_METRICS_PORT must be a port, 0..65535, was \"http\"");
        assertThatThrownBy(() -> provider.create(Map.of("BOTMETRY_METRICS_PORT", "70000")::get))
                .hasMessage("BOTMETRY_METRICS_PORT must be a port, 0..65535, was \"70000\"");
        assertThatThrownBy(() -> provider.create(Map.of("BOTMETRY_METRICS_ADDRESS", "no address")::get))
                .hasMessageStartingWith("BOTMETRY_METRICS_ADDRESS must be an address");
        assertThatThrownBy(() -> provider.create(Map.of("BOTMETRY_METRICS_ADDRESS", "0.0.0.0")::get))
                .hasMessage(
                        "BOTMETRY_METRICS_ADDRESS must be a loopback address unless BOTMETRY_METRICS_TOKEN_FILE is set,"
                                + " was \"0.0.0.0\"");
        assertThatThrownBy(() -> provider.create(Map.of("BOTMETRY_METRICS_TOKEN_FILE", empty.toString())::get))
                .hasMessage("BOTMETRY_METRICS_TOKEN_FILE must be a readable file with a token in it, was \"" + empty
                        + "\"");
    }

    @Test
    void otherAddress_withATokenFile_isTaken(@TempDir Path folder) throws java.io.IOException {
        Path file = Files.writeString(folder.resolve("token"), "s3cret");

        assertThat(provider.create(Map.of(
                        "BOTMETRY_METRICS_ADDRESS", "0.0.0.0", "BOTMETRY_METRICS_TOKEN_FILE", file.toString())::get))
                .isNotNull();
    }

    @Test
    void variable_ofWhatTheBuilderInstalls_isAWarning() {
        try (Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .install(PrometheusIntegration.builder().port(0).build())
                .environment(Map.of("BOTMETRY_METRICS_PORT", "9"))
                .build()) {
            assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.code()).isEqualTo("variable-not-taken");
                assertThat(warning.subject()).isEqualTo("BOTMETRY_METRICS_PORT");
                assertThat(warning.toString()).contains("the builder installs prometheus");
            });
        }
    }

    @Test
    void token_inPlaceOfItsFile_isInNoMessage() {
        assertThatThrownBy(() -> provider.create(Map.of("BOTMETRY_METRICS_TOKEN_FILE", "s3cr3tT0ken=")::get))
                .hasMessage("BOTMETRY_METRICS_TOKEN_FILE must be a readable file with a token in it,"
                        + " was a text of 12 characters, and no file")
                .hasNoCause();
    }

    @Test
    void description_isWhereItListens() {
        PrometheusIntegration prometheus =
                PrometheusIntegration.builder().port(0).build();
        try (Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).install(prometheus).build()) {
            assertThat(prometheus.port()).isPositive();
            assertThat(prometheus.description())
                    .isEqualTo("prometheus (/metrics on 127.0.0.1:" + prometheus.port() + ")");
        }
    }
}
