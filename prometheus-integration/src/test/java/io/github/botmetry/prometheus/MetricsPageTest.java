package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    @Test
    void formats_areChosenByTheAcceptHeader() {
        try (Scraped bot = new Scraped()) {
            assertThat(bot.send(bot.request("/metrics")).headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(bot.send(bot.request("/metrics")
                                    .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
                            .headers()
                            .firstValue("Content-Type"))
                    .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        }
    }

    @Test
    void serverOfTheBotsOwn_getsTheSameText() throws IOException {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        PrometheusIntegration.create().scrape(before, Scraped.OPEN_METRICS);
        assertThat(before.toString(StandardCharsets.UTF_8)).isEqualTo("# EOF\n");
        try (Scraped bot = new Scraped(builder -> builder.endpoint(false))) {
            bot.stats().incr("votes");
            ByteArrayOutputStream target = new ByteArrayOutputStream();

            bot.prometheus.scrape(target, Scraped.OPEN_METRICS);

            assertThat(target.toString(StandardCharsets.UTF_8))
                    .contains("votes_total 1\n")
                    .endsWith("# EOF\n");
            assertThat(PrometheusIntegration.contentType(Scraped.OPEN_METRICS)).startsWith("application/openmetrics");
            assertThat(PrometheusIntegration.contentType(null)).startsWith("text/plain");
        }
    }

    @Test
    void withoutEndpoint_nothingListens() {
        try (Scraped bot = new Scraped(builder -> builder.endpoint(false))) {
            assertThat(bot.prometheus.port()).isEqualTo(-1);
            assertThat(bot.botmetry.health().get("prometheus").isUp()).isTrue();
        }
    }

    @Test
    void integration_isInstalledOnce() {
        try (Scraped bot = new Scraped()) {
            assertThatThrownBy(() -> Botmetry.builder()
                            .shutdownHook(false)
                            .install(bot.prometheus)
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("installed once");
            assertThat(bot.status("/metrics")).isEqualTo(200);
        }
    }
}
