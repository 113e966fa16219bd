package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.testing.RecordingStats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("botmetry-endpoint"))
                .map(thread -> thread.getName() + (thread.isDaemon() ? "" : " keeps the process alive"))
                .toList();
    }

    /** At the end of a server its threads are ended, but the last may be on its way out still. */
    private static void awaitNoOwnThread() {
        Awaitility.await().untilAsserted(() -> assertThat(ownThreads()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/page, 200",
        "/page?name[]=up, 200",
        "/healthz, 200",
        "/ready, 503",
        "/, 404",
        "/pagefoo, 404",
        "/page/, 404",
        "/page/foo, 404",
        "/page;x=y, 404",
        "/%70age, 404",
        "/PAGE, 404",
        "/-/healthy, 404",
        "/favicon.ico, 404"
    })
    void paths_areExact(String path, int status) {
        try (Served bot = new Served()) {
            assertThat(bot.status(path.replace("[", "%5B").replace("]", "%5D"))).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethods_areRefused_andToldWhichAreNot(String method) {
        try (Served bot = new Served()) {
            HttpResponse<String> response = bot.send(bot.request("/page").method(method, BodyPublishers.ofString("x")));

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void head_isAnsweredWithoutABody() throws IOException {
        try (Served bot = new Served();
                RawClient client = new RawClient(bot.endpoint.port())) {
            String answer =
                    client.send("HEAD /page HTTP/1.1\r\nHost: here\r\n\r\n").rest();

            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n").contains("Content-Type: text/plain");
        }
    }

    @Test
    void answers_sayNothingOfTheServer() throws IOException {
        try (Served bot = new Served()) {
            for (String request : List.of(
                    "GET /page HTTP/1.1\r\nHost: here\r\n\r\n",
                    "GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n",
                    "GET /page HTTP/1.1\r\n\r\n",
                    "nonsense\r\n\r\n",
                    "OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n",
                    "CONNECT here:80 HTTP/1.1\r\nHost: here:80\r\n\r\n",
                    "GET http://here/nowhere HTTP/1.1\r\nHost: here\r\n\r\n",
                    "GET /page HTTP/9.9\r\nHost: here\r\n\r\n")) {
                try (RawClient client = new RawClient(bot.endpoint.port())) {
                    assertThat(client.send(request).rest())
                            .matches("(?s)HTTP/1\\.1 (200|4..|505) .*")
                            .doesNotContainIgnoringCase("jetty")
                            .doesNotContain("Server:")
                            .doesNotContain("<html");
                }
            }
        }
    }

    @Test
    void readiness_isThatOfWhatTheBotNeeds_andHealthNeverDependsOnIt() {
        try (Served bot = new Served()) {
            AtomicReference<Health> discord = new AtomicReference<>(Health.down("not connected"));
            bot.botmetry.wiring().readiness("discord", discord::get);
            assertThat(bot.status("/ready")).isEqualTo(503);

            discord.set(Health.up());
            assertThat(bot.status("/ready")).isEqualTo(200);

            discord.set(Health.down("gone"));
            assertThat(bot.status("/ready")).isEqualTo(503);
            assertThat(bot.status("/healthz")).isEqualTo(200);
        }
    }

    @Test
    void gzip_isSentToThoseWhoTakeIt() throws IOException, InterruptedException {
        try (Served bot = new Served()) {
            var zipped = java.net.http.HttpClient.newHttpClient()
                    .send(
                            bot.request("/page")
                                    .header("Accept-Encoding", "gzip")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());

            assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
            String text = new String(
                    new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(text).isEqualTo("the page\n");
            assertThat(bot.send(bot.request("/page").header("Accept-Encoding", "gzip;q=0, br"))
                            .headers()
                            .firstValue("Content-Encoding"))
                    .isEmpty();
        }
    }

    @Test
    void token_isNeededForTheScrape_andForNothingElse() {
        try (Served bot = new Served(builder -> builder.token("s3cret"))) {
            bot.botmetry.wiring().readiness("discord", Health::up);

            HttpResponse<String> without = bot.send(bot.request("/page"));
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            for (String wrong :
                    List.of("Bearer s3cre", "Bearer s3cretx", "Bearer", "Basic s3cret", "s3cret", "Bearer ")) {
                assertThat(bot.send(bot.request("/page").header("Authorization", wrong))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(bot.send(bot.request("/page").header("Authorization", "Bearer s3cret"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bot.status("/healthz")).isEqualTo(200);
            assertThat(bot.status("/ready")).isEqualTo(200);
        }
    }

    @Test
    void tokenFile_thatIsReplaced_countsFromTheNextScrape_andOneThatVanishesKeepsItsToken(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        try (Served bot = new Served(builder -> builder.tokenFile(file))) {
            assertThat(bot.send(bot.request("/page").header("Authorization", "Bearer first"))
                            .statusCode())
                    .isEqualTo(200);

            Files.writeString(file, "second");
            assertThat(bot.send(bot.request("/page").header("Authorization", "Bearer first"))
                            .statusCode())
                    .isEqualTo(401);
            Files.writeString(file, "");
            assertThat(bot.send(bot.request("/page").header("Authorization", "Bearer second"))
                            .statusCode())
                    .isEqualTo(200);
            Files.delete(file);
            assertThat(bot.send(bot.request("/page").header("Authorization", "Bearer second"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void port_thatIsTaken_doesNotStopTheBot_andIsTriedAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Served bot =
                        new Served(builder -> builder.port(taken.getLocalPort()).retry(Duration.ofMillis(50)))) {
            bot.stats().incr("goes.on");
            assertThat(bot.endpoint.port()).isEqualTo(-1);
            Health health = bot.health();
            assertThat(health.isUp()).isFalse();
            assertThat(health.lastError()).contains("in use");
            assertThat(RecordingStats.of(bot.botmetry).value(Pages.UP)).isZero();

            taken.close();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> bot.endpoint.port() == taken.getLocalPort()
                            && bot.health().isUp());
            assertThat(bot.text()).isEqualTo("the page\n");
        }
        awaitNoOwnThread();
    }

    @Test
    void port_thatIsTaken_failsInStrictMode_andLeavesNothing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Botmetry.Builder builder = Botmetry.builder()
                    .shutdownHook(false)
                    .strict(true)
                    .install(Endpoint.builder().port(taken.getLocalPort()).build());

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port must be free, was 127.0.0.1:" + taken.getLocalPort());
        }
        awaitNoOwnThread();
    }

    @Test
    void close_leavesNoThreadAndNoListener() {
        Served bot = new Served();
        assertThat(bot.status("/page")).isEqualTo(200);
        assertThat(ownThreads()).isNotEmpty().noneMatch(name -> name.contains("keeps"));
        int port = bot.endpoint.port();

        bot.close();

        awaitNoOwnThread();
        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
    }

    @Test
    void byDefault_nothingListensBeyondLoopback() throws IOException {
        try (Served bot = new Served()) {
            assertThat(Sockets.listeningOn(bot.endpoint.port())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void otherAddresses_needAToken_orTheWordThatTheyNeedNone() {
        assertThatThrownBy(() -> Endpoint.builder().address("0.0.0.0").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address must be a loopback address unless token, tokenFile or allowUnauthenticated is set,"
                        + " was 0.0.0.0");
        assertThat(Endpoint.builder().address("0.0.0.0").token("s3cret").build())
                .isNotNull();
        assertThat(Endpoint.builder().address("0.0.0.0").allowUnauthenticated().build())
                .isNotNull();
        assertThat(Endpoint.builder().address("localhost").build()).isNotNull();
        assertThat(Endpoint.builder().address("::1").build()).isNotNull();
    }

    @Test
    void settings_areCheckedAtOnce_withArgumentValueAndRule(@TempDir Path folder) throws IOException {
        Endpoint.Builder builder = Endpoint.builder();
        Path empty = Files.writeString(folder.resolve("empty"), " \n");

        assertThatThrownBy(() -> builder.port(65_536)).hasMessage("port must be 0..65535, was 65536");
        assertThatThrownBy(() -> builder.port(-1)).hasMessage("port must be 0..65535, was -1");
        assertThatThrownBy(() -> builder.address(" ")).hasMessage("address must not be blank, was \" \"");
        assertThatThrownBy(() -> builder.address("not an address")).hasMessageContaining("was \"not an address\"");
        assertThatThrownBy(() -> builder.token("")).hasMessageStartingWith("token must match ");
        assertThatThrownBy(() -> builder.token("a".repeat(4_097))).hasMessageStartingWith("token must match ");
        assertThatThrownBy(() -> builder.token("two words")).hasMessageNotContaining("two words");
        assertThatThrownBy(() -> builder.tokenFile(empty)).hasMessageContaining("was " + empty);
        assertThatThrownBy(() -> builder.tokenFile(folder.resolve("missing"))).hasMessageContaining("missing (none)");
        assertThatThrownBy(() -> builder.tokenFile(Path.of("s3cr3t")))
                .hasMessageEndingWith("was a text of 6 characters, and no file")
                .hasNoCause();
        Path token = Files.writeString(folder.resolve("token"), "other");
        assertThatThrownBy(() -> Endpoint.builder().token("s3cr3t").tokenFile(token))
                .hasMessage(
                        "token and tokenFile must not both be set, were a token of 6 characters and the file " + token);
    }
}
