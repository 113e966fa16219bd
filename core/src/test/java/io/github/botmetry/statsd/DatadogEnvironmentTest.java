package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Datadog's environment variables, which its client reads once: so each test needs a process of its own. */
class DatadogEnvironmentTest {

    private static List<String> sent(int lines, String... arguments) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Sender.class.getName(),
                    Integer.toString(socket.getLocalPort())));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment()
                    .putAll(Map.of(
                            "DD_ENV", "prod",
                            "DD_SERVICE", "bot",
                            "DD_VERSION", "1.2",
                            "DD_ENTITY_ID", "pod-7",
                            "DD_EXTERNAL_ENV", "it-false",
                            "DD_AGENT_HOST", "192.0.2.1"));
            Process sender = builder.start();
            List<String> received = received(socket, lines);
            assertThat(sender.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sender.exitValue()).isZero();
            return received;
        }
    }

    private static List<String> received(DatagramSocket socket, int lines) throws Exception {
        List<String> received = new ArrayList<>();
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        socket.setSoTimeout(20_000);
        while (received.size() < lines) {
            socket.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            received.addAll(List.of(text.split("\n")));
        }
        return received;
    }

    @Test
    void plainLines_areOurLinesOnly() throws Exception {
        assertThat(sent(2, "PLAIN", "false")).containsExactly("commands.ping:3|c", "lookup:2|ms");
    }

    @Test
    void dogStatsD_hasTheTagsOfTheEnvironment() throws Exception {
        String tags = "|#version:1.2,env:prod,service:bot,dd.internal.entity_id:pod-7";
        assertThat(sent(2, "DOGSTATSD", "false")).containsExactly("commands.ping:3|c" + tags, "lookup:2|ms" + tags);
    }

    @Test
    void dogStatsD_withOriginDetection_saysWhereItComesFrom() throws Exception {
        assertThat(sent(2, "DOGSTATSD", "true")).allMatch(line -> line.endsWith("|e:it-false"));
    }

    static final class Sender {

        private Sender() {}

        public static void main(String[] args) {
            StatsD statsd = StatsD.builder()
                    .host("127.0.0.1")
                    .port(Integer.parseInt(args[0]))
                    .dialect(Dialect.valueOf(args[1]))
                    .originDetection(Boolean.parseBoolean(args[2]))
                    .build();
            try (Botmetry botmetry = Botmetry.builder().install(statsd).build()) {
                botmetry.stats().incr("commands.ping", 3);
                botmetry.stats().timing("lookup", Duration.ofMillis(2));
            }
        }
    }
}
