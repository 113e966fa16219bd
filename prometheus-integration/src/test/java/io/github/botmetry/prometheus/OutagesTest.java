package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.guard.Worker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each part of the endpoint that fails: one WARN, one INFO, health, self-metric, strict mode, and nothing else stops. */
class OutagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** Made up. */
    private static final String BOT_TOKEN =
            "MTIzNDU2Nzg5MDEyMzQ1Njc4." + "GabcDe.abcdefghijklmnopqrstuvwxyz0123456789AB";

    private static final String WEBHOOK =
            "https://discord.com/api/webhooks/123456789012345678/" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ";

    /** What may become of a token file. */
    enum Loss {
        GONE {
            @Override
            void of(Path file) throws IOException {
                Files.delete(file);
            }
        },
        UNREADABLE {
            @Override
            void of(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        EMPTIED {
            @Override
            void of(Path file) throws IOException {
                Files.writeString(file, "");
            }
        };

        abstract void of(Path file) throws IOException;
    }

    private static int scrapeWith(String token, Scraped bot) {
        return bot.send(bot.request("/metrics").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static Health health(Scraped bot) {
        return bot.botmetry.health().get("prometheus");
    }

    private static List<Warning> outages(Scraped bot, String subject) {
        return bot.botmetry.warnings().stream()
                .filter(warning -> warning.code().equals(Warning.OUTAGE)
                        && warning.subject().equals(subject))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void tokenFile_thatIsLost_isAnOutage_andTheLastTokenStaysValid(Loss loss, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first");
        try (LogLines log = new LogLines();
                Scraped bot = new Scraped(builder -> builder.tokenFile(file))) {
            assertThat(scrapeWith("first", bot)).isEqualTo(200);
            assertThat(health(bot).isUp()).isTrue();

            loss.of(file);
            assertThat(scrapeWith("first", bot)).isEqualTo(200);
            assertThat(scrapeWith("first", bot)).isEqualTo(200);

            assertThat(health(bot).isUp()).isFalse();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(health(bot).lastError()).contains("token file of /metrics"));
            assertThat(health(bot).figures()).containsEntry("failures", 2L);
            assertThat(outages(bot, "token file of /metrics"))
                    .singleElement()
                    .matches(outage -> outage.count() == 2 && !outage.isOver());

            Files.deleteIfExists(file);
            Files.writeString(file, "second");
            assertThat(scrapeWith("first", bot)).isEqualTo(401);
            assertThat(bot.send(bot.request("/metrics").header("Authorization", "Bearer second"))
                            .body())
                    .contains("botmetry_guard_failures_total{component=\"token file of /metrics\"} 2\n");
            assertThat(health(bot).isUp()).isTrue();
            assertThat(outages(bot, "token file of /metrics")).singleElement().matches(Warning::isOver);
            await().atMost(SOON)
                    .until(() -> log.of("INFO Botmetry: token file of /metrics works again")
                                    .size()
                            == 1);
            assertThat(log.of("WARN Botmetry: token file of /metrics")).hasSize(1);
        }
    }

    @Test
    void tokenFile_thatIsLost_failsInStrictMode(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first");
        Scraped bot = new Scraped(builder -> builder.tokenFile(file), builder -> builder.strict(true));
        Files.delete(file);
        scrapeWith("first", bot);

        assertThatThrownBy(bot::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token file of /metrics");
    }

    @Test
    void port_thatIsTaken_isOneWarn_andOneInfo() throws IOException {
        try (LogLines log = new LogLines();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Scraped bot = new Scraped(
                        builder -> builder.port(taken.getLocalPort()).retry(Duration.ofMillis(20)))) {
            String subject = "/metrics on 127.0.0.1:" + taken.getLocalPort();
            await().atMost(SOON).until(() -> outages(bot, subject).stream().anyMatch(outage -> outage.count() > 3));
            assertThat(health(bot).isUp()).isFalse();

            taken.close();

            await().atMost(SOON).until(() -> health(bot).isUp());
            await().atMost(SOON).until(() -> log.of("INFO Botmetry: " + subject).size() == 1);
            assertThat(log.of("WARN Botmetry: " + subject))
                    .singleElement()
                    .asString()
                    .contains("free the port");
        }
    }

    /** As where no thread is to be had for a while. */
    @Test
    void server_thatCannotStart_leavesThePort_andIsTriedAgain() throws IOException {
        Warnings warnings = new Warnings(false);
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
        Worker worker = new Worker("opening of the test", warnings, clock);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Settings settings = new Settings(InetAddress.getLoopbackAddress(), port, null, Settings.Limits.DEFAULT);
        AtomicInteger tries = new AtomicInteger();
        Guard guard = warnings.guard("port of the test");
        Listening listening = new Listening(
                settings,
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new OutOfMemoryError("unable to create native thread, planned");
                    }
                    return new Handler.Wrapper();
                },
                new Listening.Retry(Duration.ofMillis(20), clock, worker),
                guard);
        try {
            listening.open();
            assertThat(guard.isFailing()).isTrue();

            await().atMost(SOON).until(() -> listening.port() == port);
            await().atMost(SOON).until(() -> !guard.isFailing());
            assertThat(tries).hasValue(3);
        } finally {
            listening.close();
            worker.close(SOON);
            clock.shutdownNow();
        }
    }

    @Test
    void meterOfTheBots_thatHangs_isLeftOut_andTakesNothingElseWithIt() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        try (LogLines log = new LogLines();
                Scraped bot = new Scraped()) {
            bot.stats().incr("goes.on");
            Gauge.builder("bots.own", () -> {
                        if (hangs.get()) {
                            awaitUninterruptibly(end);
                        }
                        return 7;
                    })
                    .register(bot.prometheus.meterRegistry());
            assertThat(bot.text()).contains("bots_own 7.0\n").contains("goes_on_total 1\n");
            hangs.set(true);

            for (int scrape = 0; scrape < 8; scrape++) { // more than there are answers, and threads
                assertThat(bot.text()).contains("goes_on_total 1\n").doesNotContain("bots_own");
            }
            assertThat(bot.status("/healthz")).isEqualTo(200);
            assertThat(health(bot).isUp()).isFalse();
            assertThat(outages(bot, EndpointGuards.METERS)).hasSize(1);

            end.countDown();

            await().atMost(SOON).until(() -> bot.text().contains("bots_own 7.0\n"));
            assertThat(health(bot).isUp()).isTrue();
            await().atMost(SOON)
                    .until(() ->
                            log.of("INFO Botmetry: " + EndpointGuards.METERS).size() == 1);
            assertThat(log.of("WARN Botmetry: " + EndpointGuards.METERS)).hasSize(1);
        } finally {
            end.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch end) {
        boolean isInterrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nameThatIsHidden_isAWarning() {
        try (Scraped bot = new Scraped()) {
            bot.prometheus.meterRegistry().counter("taken").increment();
            bot.stats().incr("taken");
            bot.text();
            bot.text();

            assertThat(bot.botmetry.warnings())
                    .extracting(Warning::code, Warning::subject, Warning::count)
                    .containsExactly(tuple("hidden-name", "counter taken[]", 1L));
        }
    }

    @Test
    void tokens_inWhatFails_areNeitherLoggedNorListed() {
        try (LogLines log = new LogLines();
                Scraped bot = new Scraped()) {
            PrometheusMeterRegistry registry = (PrometheusMeterRegistry) bot.prometheus.meterRegistry();
            Collector broken = () -> {
                throw new IllegalStateException("cannot reach " + WEBHOOK, new IOException("as " + BOT_TOKEN));
            };
            registry.getPrometheusRegistry().register(broken);
            bot.text();

            await().atMost(SOON).until(() -> log.of("WARN").size() == 1);
            String said = log.all() + " " + bot.botmetry.warnings() + " " + bot.botmetry.health();
            assertThat(said)
                    .contains("cannot reach https://discord.com/api/webhooks/123456789012345678/[Filtered]")
                    .doesNotContain("abcdefghijklmnopqrstuvwxyz0123456789");
        }
    }
}
