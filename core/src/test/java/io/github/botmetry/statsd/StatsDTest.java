package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.timgroup.statsd.NoOpStatsDClient;
import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.TimerDefinition;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StatsDTest {

    /** What arrives until the bot is closed. */
    private static List<String> sent(StatsD.Builder options, Consumer<Stats> recording) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(4_000_000);
            options.host("127.0.0.1").port(socket.getLocalPort());
            try (Botmetry botmetry = Botmetry.builder().install(options.build()).build()) {
                recording.accept(botmetry.stats());
            }
            return received(socket);
        }
    }

    private static List<String> received(DatagramSocket socket) throws Exception {
        List<String> lines = new ArrayList<>();
        socket.setSoTimeout(200); // on loopback all is there once the bot is closed
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        while (true) {
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return lines;
            }
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertThat(packet.getLength()).isLessThanOrEqualTo(1432);
            lines.addAll(List.of(text.split("\n")));
        }
    }

    @Test
    void close_rightAfterRecording_deliversEverything() throws Exception {
        List<String> lines = sent(StatsD.builder().prefix("mybot"), stats -> {
            stats.incr("packages.requested");
            stats.incr("packages.requested", 41);
            stats.gauge("queue", 2.5);
            stats.timing("lookup", Duration.ofNanos(12_345_678));
        });

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "mybot.packages.requested:42|c", "mybot.queue:2.5|g", "mybot.lookup:12.345678|ms");
    }

    @Test
    void declaredCounter_plain_isSentUnderEachPath() throws Exception {
        CounterDefinition commands = CounterDefinition.named("discord.commands")
                .labels("command", "outcome")
                .path("commands.{command}")
                .path("commands.{command}.{outcome}")
                .build();

        List<String> lines = sent(
                StatsD.builder(),
                stats -> stats.counter(commands, "config set", "ok").incr());

        assertThat(lines).containsExactlyInAnyOrder("commands.config_set:1|c", "commands.config_set.ok:1|c");
    }

    @Test
    void declaredCounter_dogStatsD_hasTags() throws Exception {
        CounterDefinition commands = CounterDefinition.named("discord.commands")
                .labels("command", "outcome")
                .build();

        List<String> lines = sent(
                StatsD.builder().dialect(Dialect.DOGSTATSD).prefix("mybot"),
                stats -> stats.counter(commands, "config set", "ok").incr());

        assertThat(lines).containsExactly("mybot.discord.commands:1|c|#command:config_set,outcome:ok");
    }

    @Test
    void tagOfAnyScript_staysAsItIs_butForWhatTheClientWouldGarble() throws Exception {
        CounterDefinition commands =
                CounterDefinition.named("discord.commands").labels("command").build();
        String deseret = Character.toString(0x10400);
        String rareIdeograph = Character.toString(0x2000E);

        List<String> lines = sent(StatsD.builder().dialect(Dialect.DOGSTATSD), stats -> {
            stats.counter(commands, "\u6295\u7968").incr();
            stats.counter(commands, deseret).incr();
            stats.counter(commands, "a" + rareIdeograph).incr();
        });

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "discord.commands:1|c|#command:\u6295\u7968",
                        "discord.commands:1|c|#command:" + deseret,
                        "discord.commands:1|c|#command:a__4cdf44fc");
    }

    @Test
    void gaugeInSeconds_isSentInMilliseconds() throws Exception {
        GaugeDefinition ping =
                GaugeDefinition.named("discord.ping").unit("seconds").build();

        assertThat(sent(StatsD.builder(), stats -> stats.gauge(ping).set(0.029)))
                .containsExactly("discord.ping:29|g");
    }

    @Test
    void negativeGauge_isPrecededByZero_inBothDialects() throws Exception {
        for (Dialect dialect : Dialect.values()) {
            assertThat(sent(StatsD.builder().dialect(dialect), stats -> stats.gauge("balance", -5)))
                    .containsExactly("balance:0|g", "balance:-5|g");
        }
    }

    @Test
    void timer_withMoreThanIsKept_isSampledToTheExactCount() throws Exception {
        TimerDefinition lookup = TimerDefinition.named("lookup").build();

        List<String> lines = sent(StatsD.builder(), stats -> {
            for (int i = 0; i < 100_001; i++) {
                stats.timer(lookup).recordNanos(1_000_000);
            }
        });

        double counted = lines.stream()
                .mapToDouble(line -> line.contains("@") ? 1 / Double.parseDouble(line.split("@")[1]) : 1)
                .sum();
        assertThat(counted).isEqualTo(100_001);
        assertThat(lines).hasSizeLessThanOrEqualTo(512).allMatch(line -> line.startsWith("lookup:1|ms"));
    }

    /** While the bot runs: the end of a bot on a busy machine has not the time for all of these. */
    @Test
    void manySeries_areAllDelivered() throws Exception {
        int series = 5_000;
        List<String> lines = new ArrayList<>();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(4_000_000);
            StatsD statsd = StatsD.builder()
                    .host("127.0.0.1")
                    .port(socket.getLocalPort())
                    .interval(Duration.ofMillis(50))
                    .build();
            try (Botmetry botmetry = Botmetry.builder().install(statsd).build()) {
                for (int i = 0; i < series; i++) {
                    botmetry.stats().incr("series." + i, i + 1L);
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> lines.addAll(received(socket)) && lines.size() >= series);
            }
            lines.addAll(received(socket));
        }

        assertThat(lines).hasSize(series);
    }

    @Test
    void flush_whileTheHostIsUnknown_keepsTheCounts() {
        Stats stats;
        try (Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host("no-such-host.invalid")
                        .interval(Duration.ofMillis(20))
                        .build())
                .build()) {
            stats = botmetry.stats();
            stats.incr("kept");
            await().until(() -> !botmetry.health().get("statsd").isUp());
            assertThat(botmetry.health().get("statsd").lastError()).contains("UnknownHostException");
        }
    }

    @Test
    void builder_withPortOutOfRange_namesArgumentValueAndRule() {
        assertThatThrownBy(() -> StatsD.builder().port(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be 1..65535, was 0");
    }

    @Test
    void builder_takesTheEndsOfEachRange_andNothingBeyond() {
        StatsD.builder().port(1).port(65_535);
        StatsD.builder().interval(Duration.ofMillis(10)).interval(Duration.ofDays(1));
        StatsD.builder().maxPacketBytes(512).maxPacketBytes(65_507);

        StatsD.builder().prefix("").prefix("x".repeat(100));

        for (String prefix : new String[] {"x".repeat(101), "a..b", ".a", "a b"}) {
            assertThatThrownBy(() -> StatsD.builder().prefix(prefix))
                    .hasMessageStartingWith("prefix must be at most 100");
        }
        for (int port : new int[] {0, 65_536}) {
            assertThatThrownBy(() -> StatsD.builder().port(port)).hasMessageContaining("port must be 1..65535");
        }
        for (Duration interval :
                List.of(Duration.ofMillis(10).minusNanos(1), Duration.ofDays(1).plusNanos(1))) {
            assertThatThrownBy(() -> StatsD.builder().interval(interval))
                    .hasMessage("interval must be 10 ms to 1 day, was " + interval);
        }
        for (int bytes : new int[] {511, 65_508}) {
            assertThatThrownBy(() -> StatsD.builder().maxPacketBytes(bytes))
                    .hasMessage("maxPacketBytes must be 512..65507, was " + bytes);
        }
    }

    @Test
    void description_saysWhereTheNumbersGoAndHowOften() {
        assertThat(StatsD.builder().build().description()).isEqualTo("statsd localhost:8125 (plain) every 10 s");
        assertThat(StatsD.builder()
                        .host("10.0.0.1")
                        .port(1)
                        .dialect(Dialect.DOGSTATSD)
                        .interval(Duration.ofMillis(1500))
                        .build()
                        .description())
                .isEqualTo("statsd 10.0.0.1:1 (dogstatsd) every 1.5 s");
        assertThat(StatsD.builder()
                        .dialect(Dialect.DOGSTATSD)
                        .client(new NoOpStatsDClient())
                        .build()
                        .description())
                .isEqualTo("statsd through the bot's own client, which may drop (dogstatsd) every 10 s");
    }

    @Test
    void socket_withoutItsLibrary_namesWhatToAdd() {
        assertThatThrownBy(() -> StatsD.builder()
                        .dialect(Dialect.DOGSTATSD)
                        .socket(Path.of("/run/dsd.socket"))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("socket /run/dsd.socket needs com.github.jnr:jnr-unixsocket:");
    }

    @Test
    void optionsThatDoNotBelongTogether_areRefused() {
        Path path = Path.of("/run/dsd.socket");
        NoOpStatsDClient client = new NoOpStatsDClient();
        Map<StatsD.Builder, String> bad = new LinkedHashMap<>();
        bad.put(StatsD.builder().socket(path), "dialect must be DOGSTATSD where socket is set, was PLAIN");
        bad.put(StatsD.builder().client(client), "dialect must be DOGSTATSD where client is set, was PLAIN");
        bad.put(
                StatsD.builder().originDetection(true),
                "dialect must be DOGSTATSD where originDetection is set, was PLAIN");
        bad.put(
                StatsD.builder().dialect(Dialect.DOGSTATSD).socket(path).host("a"),
                "socket takes the place of host and port, which must not be set, were host a, port null");
        bad.put(
                StatsD.builder().dialect(Dialect.DOGSTATSD).client(client).port(1),
                "client knows its own server: host, port, socket and originDetection must not be set, were host null, port 1");
        bad.put(
                StatsD.builder().dialect(Dialect.DOGSTATSD).client(client).originDetection(true),
                "client knows its own server");
        bad.forEach((builder, message) -> assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message));
    }

    @Test
    void nameOfAPropertyOfEachJavaScriptObject_isChanged_inBothDialects() throws Exception {
        for (Dialect dialect : Dialect.values()) {
            assertThat(sent(StatsD.builder().dialect(dialect), stats -> {
                        stats.timing("constructor", Duration.ofMillis(1));
                        stats.incr("__proto__");
                        stats.gauge("toString", 2);
                        stats.incr("constructor.of");
                    }))
                    .containsExactlyInAnyOrder(
                            "constructor_:1|ms", "__proto___:1|c", "toString_:2|g", "constructor.of:1|c");
            assertThat(sent(StatsD.builder().dialect(dialect).prefix("bot"), stats -> stats.incr("constructor")))
                    .containsExactly("bot.constructor:1|c");
        }
    }
}
