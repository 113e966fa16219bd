package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Health;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Settings.Limits SHORT = limits(TokenFile.LIMIT, Duration.ofSeconds(5));
    private static final Settings.Limits PATIENT = limits(Duration.ofMinutes(1), TokenFile.VALIDITY);

    private static Settings.Limits limits(Duration tokenFile, Duration lastToken) {
        return new Settings.Limits(64, 4, Duration.ofSeconds(10), Duration.ofMinutes(1), tokenFile, lastToken);
    }

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("token"), "first");
    }

    /** A reader of a pipe waits until somebody writes, as one of a file on a file system that hangs. */
    private void hang() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", pipe().toString()).start().waitFor())
                .isZero();
        Files.delete(file);
        Files.createLink(file, pipe());
    }

    private Path pipe() {
        return folder.resolve("pipe");
    }

    /** Ends all that still read the pipe. */
    @AfterEach
    void letGo() throws IOException {
        if (Files.exists(pipe())) {
            FileChannel.open(pipe(), StandardOpenOption.READ, StandardOpenOption.WRITE)
                    .close();
        }
    }

    private static List<RawClient> moreThanThereAreThreads(Served bot) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(bot.connect().send("GET /page HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer first\r\n\r\n"));
        }
        return clients;
    }

    @Test
    void fileThatHangs_holdsUpNoOtherPath() throws Exception {
        try (Served bot = new Served(builder -> builder.tokenFile(file).limits(PATIENT))) {
            hang();
            List<RawClient> waiting = moreThanThereAreThreads(bot);

            assertThat(bot.status("/healthz")).isEqualTo(200);
            assertThat(bot.status("/ready")).isEqualTo(503);

            for (RawClient client : waiting) {
                assertThat(client.hasAnswered()).isFalse();
                client.close();
            }
        }
    }

    @Test
    void fileThatHangs_endsNoRequest_andItsLastTokenStaysValid() throws Exception {
        try (Served bot = new Served(builder -> builder.tokenFile(file))) {
            assertThat(bot.statusWith("first")).isEqualTo(200);
            hang();
            for (RawClient client : moreThanThereAreThreads(bot)) {
                assertThat(client.rest()).matches("(?s)HTTP/1.1 (200|503) .*"); // all go on at once
                client.close();
            }
            assertThat(bot.statusWith("first")).isEqualTo(200);
            assertThat(bot.statusWith("wrong")).isEqualTo(401);
            Health health = bot.health();
            assertThat(health.isUp()).isFalse();
            await().atMost(SOON).until(() -> bot.health().lastError().contains("has not been read within 2 s"));
            assertThat(health.figures().get("token_valid_seconds")).isBetween(800L, 900L);

            Files.delete(file);
            Files.writeString(file, "second");
            letGo();
            await().atMost(SOON).until(() -> bot.statusWith("second") == 200);
            assertThat(bot.statusWith("first")).isEqualTo(401);
            assertThat(bot.health().isUp()).isTrue();
        }
    }

    @Test
    void fileThatIsLost_keepsItsLastToken_forALimitedTime_andHealthSaysSo() throws IOException {
        try (Served bot = new Served(builder -> builder.tokenFile(file).limits(SHORT))) {
            Files.delete(file);
            assertThat(bot.statusWith("first")).isEqualTo(200);
            await().atMost(SOON).until(() -> bot.statusWith("first") == 401);
            assertThat(bot.health().isUp()).isFalse();
            assertThat(bot.health().figures()).containsEntry("token_valid_seconds", 0L);

            Files.writeString(file, "first");

            assertThat(bot.statusWith("first")).isEqualTo(200);
            assertThat(bot.health().isUp()).isTrue();
        }
    }

    /** Nobody has to ask for a page. */
    @Test
    void fileThatIsEmptied_isSeenByHealth_whereNobodyScrapes() throws IOException {
        try (Served bot = new Served(builder -> builder.tokenFile(file).retry(Duration.ofMillis(100)))) {
            Files.writeString(file, "");

            await().atMost(SOON).until(() -> !bot.health().isUp());
            await().atMost(SOON).until(() -> bot.health().lastError().contains("no token in it"));
        }
    }

    @Test
    void fileThatHangsAtTheStart_isRefusedInTime() throws Exception {
        hang();

        assertThatThrownBy(() -> Endpoint.builder().tokenFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was " + file);
    }
}
