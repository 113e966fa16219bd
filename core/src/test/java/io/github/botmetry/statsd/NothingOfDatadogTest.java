package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The client reads Datadog's environment variables once, so this needs a process of its own. */
class NothingOfDatadogTest {

    @Test
    void plainLines_inADatadogEnvironment_areOurLinesOnly() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Sender.class.getName(),
                            Integer.toString(socket.getLocalPort()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment()
                    .putAll(Map.of(
                            "DD_ENV", "prod\nevil:1|c",
                            "DD_SERVICE", "bot",
                            "DD_VERSION", "1.2",
                            "DD_ENTITY_ID", "pod-7",
                            "DD_CARDINALITY", "high",
                            "DD_EXTERNAL_ENV", "it-false",
                            "DD_AGENT_HOST", "192.0.2.1",
                            "DD_ORIGIN_DETECTION_ENABLED", "true"));
            Process sender = builder.start();

            DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
            socket.setSoTimeout(20_000);
            socket.receive(packet);

            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .isEqualTo("commands.ping:3|c\nlookup:2|ms\n");
            assertThat(sender.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sender.exitValue()).isZero();
        }
    }

    static final class Sender {

        private Sender() {}

        public static void main(String[] args) {
            StatsD statsd = StatsD.builder()
                    .host("127.0.0.1")
                    .port(Integer.parseInt(args[0]))
                    .build();
            try (Botmetry botmetry = Botmetry.builder().install(statsd).build()) {
                botmetry.stats().incr("commands.ping", 3);
                botmetry.stats().timing("lookup", Duration.ofMillis(2));
            }
        }
    }
}
