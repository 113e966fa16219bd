package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.TraceContext;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the programs of the Debian package prometheus; run with {@code -Pprometheus}. */
@Tag("prometheus")
class RealPrometheusTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TraceContext TRACE =
            new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    @Test
    void prometheus_hasTheNumbersOfWhatTheBotDid_andTheTracesOfItsCommands(@TempDir Path folder) throws IOException {
        try (Scraped scraped = new Scraped(builder -> builder.token("s3cret").traces(() -> TRACE));
                SimulatedBot bot = new SimulatedBot(scraped);
                RealPrometheus prometheus = new RealPrometheus(folder, scraped.prometheus.port(), "s3cret")) {
            bot.run("ping", 5);
            bot.run("broken", 2);
            scraped.stats().incr("naïve name \"with\" {braces}");
            scraped.stats().gauge("queue.size", 2.5);

            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(prometheus.query("discord_commands_total{command=\"ping\",outcome=\"ok\"}"))
                        .as(prometheus::targets)
                        .isEqualTo(5);
                assertThat(prometheus.query("discord_commands_total{command=\"broken\",outcome=\"error\"}"))
                        .isEqualTo(2);
                assertThat(prometheus.query("discord_command_duration_seconds_count{command=\"ping\"}"))
                        .isEqualTo(5);
                assertThat(prometheus.query("discord_command_duration_seconds_bucket{command=\"ping\",le=\"+Inf\"}"))
                        .isEqualTo(5);
                assertThat(prometheus.query("queue_size")).isEqualTo(2.5);
            });
            assertThat(prometheus.query("up{job=\"bot\"}")).isEqualTo(1);
            assertThat(prometheus.query("botmetry_refused_total{reason=\"name\"}"))
                    .isZero();
            JsonNode exemplars = prometheus.exemplars("discord_command_duration_seconds_bucket{command=\"ping\"}");
            assertThat(StreamSupport.stream(exemplars.spliterator(), false)
                            .flatMap(series -> StreamSupport.stream(
                                    series.path("exemplars").spliterator(), false))
                            .map(exemplar ->
                                    exemplar.path("labels").path("trace_id").asText()))
                    .as(exemplars.toString())
                    .isNotEmpty()
                    .containsOnly(TRACE.traceId());
        }
    }

    @Test
    void promtool_hasNothingToSay() throws IOException, InterruptedException {
        try (Scraped scraped = new Scraped();
                SimulatedBot bot = new SimulatedBot(scraped)) {
            bot.run("ping", 1);
            bot.run("broken", 1);
            scraped.stats().incr("packages.requested");
            scraped.stats().timing("lookup", Duration.ofMillis(3));
            Timer.builder("bot.work").description("Of the bot's own.").register(scraped.prometheus.meterRegistry());

            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            promtool.getOutputStream().write(scraped.text().getBytes(StandardCharsets.UTF_8));
            promtool.getOutputStream().close();

            assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(promtool.waitFor()).isZero();
        }
    }
}
