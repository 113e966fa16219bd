package io.github.botmetry.architecture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.bot.OneJarBot;
import com.example.bot.PluginHost;
import com.sun.net.httpserver.HttpServer;
import io.github.botmetry.testing.UdpCapture;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bots in one jar, each in a JVM of its own, configured by variables alone: all of it works, or a line names the artifact. */
@Timeout(180)
class OneJarTest {

    @TempDir
    private static Path folder;

    private static Path merged;
    private static Path unmerged;

    private final AtomicInteger reports = new AtomicInteger();
    private UdpCapture statsD;
    private HttpServer sentry;

    @BeforeAll
    static void build() throws Exception {
        merged = new OneJar(folder, OneJarBot.class).merging().build("merged.jar");
        unmerged = new OneJar(folder, OneJarBot.class).build("unmerged.jar");
    }

    @BeforeEach
    void listen() throws IOException {
        statsD = UdpCapture.plain();
        sentry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.createContext("/api/1/envelope/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                reports.incrementAndGet();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        sentry.start();
    }

    @AfterEach
    void close() {
        statsD.close();
        sentry.stop(0);
    }

    private BotProcess start(List<Path> classPath, String... program) throws IOException {
        Map<String, String> variables = Map.of(
                "BOTMETRY_STATSD_HOST",
                statsD.host(),
                "BOTMETRY_STATSD_PORT",
                Integer.toString(statsD.port()),
                "BOTMETRY_METRICS_PORT",
                "0",
                "SENTRY_DSN",
                "http://key@127.0.0.1:" + sentry.getAddress().getPort() + "/1");
        return new BotProcess(classPath, variables, program);
    }

    private BotProcess start(Path jar, String thread) throws IOException {
        return start(List.of(jar), OneJarBot.class.getName(), thread);
    }

    private void assertAllArrives(BotProcess bot) throws Exception {
        assertThat(bot.awaitSaid("report")).as(bot.lines().toString()).isEqualTo("made");
        assertThat(bot.said("warning")).isEmpty();
        assertThat(scraped(bot)).contains("packages_requested_total 1");
        assertThat(bot.end()).isZero();
        await().atMost(Duration.ofSeconds(30)).until(() -> reports.get() > 0);
        statsD.settle();
        assertThat(statsD.counter("packages.requested")).isEqualTo(1);
    }

    private static String scraped(BotProcess bot) throws IOException {
        URI metrics = URI.create("http://127.0.0.1:" + bot.awaitSaid("port") + "/metrics");
        try (InputStream in = metrics.toURL().openStream()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void mavenShade_withMergedServices_findsAll() throws Exception {
        try (BotProcess bot = start(merged, "main")) {
            assertAllArrives(bot);
        }
    }

    /** Of all service files only that of the first jar is left, which is core's; StatsD is found without one. */
    @Test
    void mavenShade_withoutMergedServices_namesWhatIsMissing() throws Exception {
        try (BotProcess bot = start(unmerged, "main")) {
            assertThat(bot.awaitSaid("report")).isEqualTo("none");
            assertThat(bot.said("warning"))
                    .containsExactly(
                            "variable-not-taken BOTMETRY_METRICS_PORT: add io.github.botmetry:botmetry-prometheus-integration,"
                                    + " or merge the service files of a shaded jar",
                            "variable-not-taken SENTRY_DSN: add io.github.botmetry:botmetry-sentry-integration,"
                                    + " or merge the service files of a shaded jar");
            assertThat(bot.end()).isZero();
            assertThat(bot.lines()).filteredOn(line -> line.contains("WARN")).hasSize(2);
            statsD.settle();
            assertThat(statsD.counter("packages.requested")).isEqualTo(1);
        }
    }

    @Test
    void gradleShadow_thatKeepsTheLastServiceFile_findsItAndNamesTheOther() throws Exception {
        Path jar = new OneJar(folder, OneJarBot.class).keepingTheLast().build("last.jar");
        try (BotProcess bot = start(jar, "main")) {
            bot.awaitSaid("report");
            assertThat(bot.said("warning")).hasSize(1).allMatch(line -> line.startsWith("variable-not-taken"));
            assertThat(bot.awaitSaid("components")).contains("statsd").containsAnyOf("prometheus", "sentry");
            assertThat(bot.end()).isZero();
            statsD.settle();
            assertThat(statsD.counter("packages.requested")).isEqualTo(1);
        }
    }

    @Test
    void relocatedClasses_withMergedServices_areFound() throws Exception {
        Path jar = new OneJar(folder, OneJarBot.class).merging().relocating().build("relocated.jar");
        try (BotProcess bot = start(jar, "main")) {
            assertAllArrives(bot);
        }
    }

    @Test
    void threadWithoutAContextClassLoader_findsAll() throws Exception {
        try (BotProcess bot = start(merged, "without-context")) {
            assertAllArrives(bot);
        }
    }

    /** The common pool's threads have the host's class loader as their context, which knows another Botmetry. */
    @Test
    void pluginWithALoaderOfItsOwn_onTheCommonPool_findsItsOwn() throws Exception {
        Path host = Path.of(PluginHost.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (BotProcess bot =
                start(List.of(host, unmerged), PluginHost.class.getName(), merged.toString(), "common-pool")) {
            assertAllArrives(bot);
        }
    }
}
