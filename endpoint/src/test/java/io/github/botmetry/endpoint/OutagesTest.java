package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.endpoint.jetty.server.Handler;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.guard.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each part of the endpoint that fails: one WARN, one INFO, health, self-metric, strict mode, and nothing else stops. */
class OutagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

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

    private static List<Warning> outages(Served bot, String subject) {
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
                Served bot = new Served(builder -> builder.tokenFile(file))) {
            assertThat(bot.statusWith("first")).isEqualTo(200);
            assertThat(bot.health().isUp()).isTrue();

            loss.of(file);
            assertThat(bot.statusWith("first")).isEqualTo(200);
            assertThat(bot.statusWith("first")).isEqualTo(200);

            assertThat(bot.health().isUp()).isFalse();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(bot.health().lastError()).contains("token file of the endpoint"));
            assertThat(bot.health().figures()).containsEntry("failures", 2L);
            assertThat(outages(bot, "token file of the endpoint"))
                    .singleElement()
                    .matches(outage -> outage.count() == 2 && !outage.isOver());

            Files.deleteIfExists(file);
            Files.writeString(file, "second");
            assertThat(bot.statusWith("first")).isEqualTo(401);
            assertThat(bot.statusWith("second")).isEqualTo(200);
            assertThat(bot.health().isUp()).isTrue();
            assertThat(outages(bot, "token file of the endpoint"))
                    .singleElement()
                    .matches(Warning::isOver);
            await().atMost(SOON)
                    .until(() -> log.of("INFO Botmetry: token file of the endpoint works again")
                                    .size()
                            == 1);
            assertThat(log.of("WARN Botmetry: token file of the endpoint")).hasSize(1);
        }
    }

    @Test
    void tokenFile_thatIsLost_failsInStrictMode(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first");
        Served bot = new Served(builder -> builder.tokenFile(file), builder -> builder.strict(true));
        Files.delete(file);
        bot.statusWith("first");

        assertThatThrownBy(bot::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token file of the endpoint");
    }

    @Test
    void port_thatIsTaken_isOneWarn_andOneInfo() throws IOException {
        try (LogLines log = new LogLines();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Served bot =
                        new Served(builder -> builder.port(taken.getLocalPort()).retry(Duration.ofMillis(20)))) {
            String subject = "endpoint on 127.0.0.1:" + taken.getLocalPort();
            await().atMost(SOON).until(() -> outages(bot, subject).stream().anyMatch(outage -> outage.count() > 3));
            assertThat(bot.health().isUp()).isFalse();

            taken.close();

            await().atMost(SOON).until(() -> bot.health().isUp());
            await().atMost(SOON).until(() -> log.of("INFO Botmetry: " + subject).size() == 1);
            assertThat(log.of("WARN Botmetry: " + subject))
                    .singleElement()
                    .asString()
                    .contains("set a port that is free");
        }
    }

    @Test
    void port_ofAnotherBotmetryInTheProcess_isSaidToBeOurs_untilThatIsClosed() throws IOException {
        Served old = new Served();
        int port = old.endpoint.port();
        try (old;
                Served anew = new Served(builder -> builder.port(port).retry(Duration.ofMillis(20)))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(outages(anew, "endpoint on 127.0.0.1:" + port))
                            .singleElement()
                            .satisfies(outage -> assertThat(outage.cause())
                                    .contains("another Botmetry of this process listens there")));

            old.botmetry.close();

            await().atMost(SOON).until(() -> anew.health().isUp());
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
        Settings settings = Settings.NONE.withPort(port);
        AtomicInteger tries = new AtomicInteger();
        EndpointGuards guards = EndpointGuards.of(warnings, settings);
        Guard guard = guards.port();
        Listening listening = new Listening(
                settings,
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new OutOfMemoryError("unable to create native thread, planned");
                    }
                    return new Handler.Wrapper();
                },
                new Listening.Retry(Duration.ofMillis(20), clock, worker),
                guards);
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
}
