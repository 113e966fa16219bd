package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Carries out README.md and docs/quickstart.md word for word, as somebody who copies what stands there. */
class FirstHourTest {

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>my-bot</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.source>17</maven.compiler.source>
                <maven.compiler.target>17</maven.compiler.target>
              </properties>
            %s</project>
            """;

    private static final String NO_SENTRY = "http://nobody@127.0.0.1:9/1";

    @TempDir
    private static Path folder;

    private static Walk walk;

    @BeforeAll
    static void prepare() throws IOException {
        assumeTrue(Walk.maven() != null, "no mvn on the path");
        walk = new Walk(folder);
    }

    @Test
    void readme_isABotThatStarts() throws Exception {
        walk.write("bot/pom.xml", POM.formatted(Walk.blocks("README.md", "xml").get(0)));
        String bot = Walk.blocks("README.md", "java").get(0);
        walk.write("bot/src/main/java/MyBot.java", bot);
        walk.run(
                "bot",
                "mvn compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=class-path");

        List<Path> classPath = Stream.concat(
                        Stream.of(folder.resolve("bot/target/classes")),
                        Stream.of(Files.readString(folder.resolve("bot/class-path"))
                                        .split(":"))
                                .map(Path::of))
                .toList();
        try (BotProcess process =
                new BotProcess(classPath, Map.of("BOT_TOKEN", "", "SENTRY_DSN", NO_SENTRY), "MyBot")) {
            process.end();
            String logged = Stream.of(
                            Walk.blocks("README.md", "text").get(0).strip().split("…"))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("\\S+"));

            assertThat(String.join("\n", process.lines()))
                    .containsPattern(logged)
                    .contains("Token may not be empty")
                    .doesNotContain("NoClassDefFoundError");
        }
    }

    @Test
    void quickstart_endsWithTheFirstNumber() throws Exception {
        walk.write("first/pom.xml", Walk.blocks("docs/quickstart.md", "xml").get(0));
        walk.write(
                "first/src/main/java/FirstNumber.java",
                Walk.blocks("docs/quickstart.md", "java").get(0));
        try (DatagramSocket server = statsd()) {
            walk.run("first", line("docs/quickstart.md", "mvn compile"));

            assertThat(datagram(server)).isEqualTo("first.number:1|c");
        }
    }

    @Test
    void pingBot_thatIsCopiedOut_runsWithoutAnAccount() throws Exception {
        copy(Path.of("../examples/ping-bot"), folder.resolve("my-bot"));
        String line = line("docs/quickstart.md", "mvn -q test-compile");
        assertThat(Modules.read("examples/ping-bot/README.md")).contains(line);
        Map<String, String> variables =
                Map.of("BOTMETRY_STATSD_HOST", "localhost", "BOTMETRY_STATSD_PREFIX", "pingbot");
        try (DatagramSocket server = statsd()) {
            StringBuilder numbers = new StringBuilder();
            walk.runUntil("my-bot", line, variables, () -> {
                try {
                    numbers.append(datagram(server)).append('\n');
                    assertThat(walk.output()).contains("alice: /ping -> Pong!");
                } catch (SocketTimeoutException e) {
                    throw new AssertionError("no datagram so far", e);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                assertThat(numbers)
                        .contains("pingbot.commands.ping:", "pingbot.votes:", "pingbot.commands.fail.error:");
            });
        }
    }

    private static String line(String page, String start) {
        return Walk.blocks(page, "sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    /** The port of StatsD, which the pages name. */
    private static DatagramSocket statsd() throws IOException {
        try {
            DatagramSocket socket = new DatagramSocket(8125, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(10_000);
            return socket;
        } catch (BindException e) {
            assumeTrue(false, "port 8125 is taken");
            throw e;
        }
    }

    private static String datagram(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path :
                    all.filter(path -> !path.startsWith(from.resolve("target"))).toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
