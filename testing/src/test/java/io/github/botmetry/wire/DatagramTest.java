package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.UdpCapture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lines are packed, and when there are none. */
class DatagramTest {

    @ParameterizedTest
    @ValueSource(ints = {512, 1432, 8192, 65_507})
    void manySeries_fillDatagramsUpToTheirLimit(int maxPacketBytes) throws Exception {
        try (UdpCapture capture = UdpCapture.plain();
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, maxPacketBytes);
            for (int i = 0; i < 5000; i++) {
                wiring.stats().incr("series.number." + i, i);
            }
            flush(wiring, capture);
            assertThat(capture.maxDatagramBytes()).isLessThanOrEqualTo(maxPacketBytes);
            int least = (int) (capture.bytes() / maxPacketBytes);
            assertThat(capture.datagrams().size()).isBetween(least, least * 2 + 2);
            assertThat(capture.counter("bot.series.number.4999")).isEqualTo(4999);
            assertThat(capture.parsed()).hasSize(4999);
        }
    }

    @Test
    void lineLongerThanADatagram_isNotSentButCountedAndTheRestIs() throws Exception {
        CounterDefinition wide = CounterDefinition.named("wide")
                .labels("a", "b", "c", "d", "e")
                .path("{a}.{b}.{c}.{d}.{e}")
                .build();
        String value = "x".repeat(190);
        try (UdpCapture capture = UdpCapture.plain();
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, 512);
            wiring.stats().counter(wide, value, value, value, value, value).incr();
            wiring.stats().incr("narrow");
            flush(wiring, capture);
            assertThat(capture.parsed()).hasSize(1);
            assertThat(capture.counter("bot.narrow")).isEqualTo(1);
            assertThat(wiring.sinks().get(0).figures()).containsEntry("lines_refused", 1L);
            assertThat(wiring.sinks().get(0).waiting(wiring.series())).hasValue(1);
        }
    }

    @Test
    void negativeGauge_isPrecededByZeroInTheSameDatagram() throws Exception {
        try (UdpCapture capture = UdpCapture.plain();
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, 512);
            for (int i = 0; i < 200; i++) {
                wiring.stats().gauge("below.zero." + i, -1 - i);
            }
            flush(wiring, capture);
            assertThat(capture.datagrams())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(datagram -> assertThat(datagram.lines())
                            .hasSizeGreaterThan(1)
                            .satisfies(lines -> assertThat(lines.size() % 2).isZero())
                            .first()
                            .asString()
                            .endsWith(":0|g"));
            assertThat(capture.gauge("bot.below.zero.199")).isEqualTo(-200);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void gauge_thatDoesNotChange_isSentWithEachFlush(Dialect dialect) throws Exception {
        try (UdpCapture capture = capture(dialect);
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, dialect);
            wiring.stats().gauge("size", 7);
            for (int i = 0; i < 6; i++) {
                flush(wiring);
            }
            wiring.sinks().get(0).close(Duration.ofSeconds(10));
            capture.settle();
            assertThat(capture.lines()).hasSize(6).containsOnly("bot.size:7|g");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void gauge_thatIsNoLongerThere_isSentOnceWithItsLastValueWhereItHasOne(Dialect dialect) throws Exception {
        GaugeDefinition up =
                GaugeDefinition.named("up").labels("shard").lastValue(0).build();
        try (UdpCapture capture = capture(dialect);
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, dialect);
            AutoCloseable shard = wiring.stats().gauge(up, "3").read(() -> 1);
            AutoCloseable size = wiring.stats().gauge("size").read(() -> 9);
            wiring.stats().gauge(up, "4"); // was never there
            flush(wiring);
            shard.close();
            size.close();
            for (int i = 0; i < 3; i++) {
                flush(wiring);
            }
            wiring.sinks().get(0).close(Duration.ofSeconds(10));
            capture.settle();
            String name = dialect == Dialect.PLAIN ? "bot.up.3:%s|g" : "bot.up:%s|g|#shard:3";
            assertThat(capture.lines()).containsExactlyInAnyOrder(name.formatted(1), "bot.size:9|g", name.formatted(0));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void negativeGauge_comesFromZero(Dialect dialect) throws Exception {
        try (UdpCapture capture = capture(dialect);
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, dialect);
            for (int value = -4; value >= -7; value--) {
                wiring.stats().gauge("balance", value);
                flush(wiring);
            }
            wiring.sinks().get(0).close(Duration.ofSeconds(10));
            capture.settle();
            assertThat(capture.lines())
                    .containsExactly(
                            "bot.balance:0|g",
                            "bot.balance:-4|g",
                            "bot.balance:0|g",
                            "bot.balance:-5|g",
                            "bot.balance:0|g",
                            "bot.balance:-6|g",
                            "bot.balance:0|g",
                            "bot.balance:-7|g");
        }
    }

    @Test
    void nothingRecorded_sendsNothing() {
        try (UdpCapture capture = UdpCapture.plain()) {
            Botmetry botmetry = Botmetry.builder()
                    .install(StatsD.builder()
                            .host(capture.host())
                            .port(capture.port())
                            .interval(Duration.ofMillis(10))
                            .build())
                    .shutdownHook(false)
                    .build();
            botmetry.stats().counter("created");
            botmetry.stats().gauge("created.gauge");
            botmetry.stats().timer("created.timer");
            botmetry.close();
            capture.settle();
            assertThat(capture.datagrams()).isEmpty();
        }
    }

    @Test
    void burstOfTimings_keepsCountMeanAndEnds() throws Exception {
        try (UdpCapture capture = UdpCapture.plain();
                RecordingWiring wiring = new RecordingWiring()) {
            install(wiring, capture, 1432);
            int recorded = 100_003;
            for (int i = 0; i < recorded; i++) {
                wiring.stats().timer("took").recordNanos(1_000_000L * (i % 1000));
            }
            flush(wiring, capture);
            assertThat(capture.timingCount("bot.took")).isEqualTo(recorded);
            assertThat(capture.timings("bot.took")).hasSizeBetween(100, 2048);
        }
    }

    private static UdpCapture capture(Dialect dialect) {
        return dialect == Dialect.PLAIN ? UdpCapture.plain() : UdpCapture.dogStatsD();
    }

    private static void install(RecordingWiring wiring, UdpCapture capture, int maxPacketBytes) {
        statsD(capture).maxPacketBytes(maxPacketBytes).build().install(wiring);
    }

    private static void install(RecordingWiring wiring, UdpCapture capture, Dialect dialect) {
        statsD(capture).dialect(dialect).build().install(wiring);
    }

    private static StatsD.Builder statsD(UdpCapture capture) {
        return StatsD.builder().host(capture.host()).port(capture.port()).prefix("bot");
    }

    private static void flush(RecordingWiring wiring, UdpCapture capture) throws Exception {
        flush(wiring);
        capture.settle();
    }

    private static void flush(RecordingWiring wiring) throws Exception {
        wiring.sinks().get(0).flush(wiring.series());
    }
}
