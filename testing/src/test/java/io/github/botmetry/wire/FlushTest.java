package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.PlainParser;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.UdpCapture;
import java.io.InterruptedIOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flush that does not go through: what left, what is kept, and what is said of the rest. */
@Timeout(120)
class FlushTest {

    private static final int SERIES = 5_000;

    private final RestartingServer server = new RestartingServer(new PlainParser());
    private final RecordingWiring wiring = new RecordingWiring();
    private final Stats stats = wiring.stats();

    @AfterEach
    void close() {
        wiring.close();
        server.close();
    }

    private StatsSink plain() {
        StatsD.builder().host(server.host()).port(server.port()).build().install(wiring);
        return wiring.sinks().get(0);
    }

    private void flush(StatsSink sink) throws Exception {
        sink.flush(wiring.series());
    }

    private long waiting(StatsSink sink) {
        return sink.waiting(wiring.series()).orElseThrow();
    }

    private long arrived() {
        server.last().settle();
        long arrived = server.timingCount("took");
        for (int i = 0; i < SERIES; i++) {
            arrived += server.counter("series." + i);
        }
        return arrived;
    }

    private long ownCount(String name) {
        for (Series one : wiring.series()) {
            if (one.definition().name().equals(name)) {
                return ((CounterSeries) one).total();
            }
        }
        throw new AssertionError("no series " + name);
    }

    private Thread flushing(StatsSink sink, AtomicReference<Throwable> thrown) {
        Thread thread = new Thread(() -> {
            try {
                flush(sink);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        return thread;
    }

    private void recordMuch() {
        for (int i = 0; i < SERIES; i++) {
            stats.incr("series." + i, 2);
        }
        for (int i = 0; i < 600; i++) {
            stats.timing("took", Duration.ofMillis(i));
        }
        stats.gauge("size", 3);
    }

    @Test
    void waiting_isTheAmountsThatHaveNotLeft() throws Exception {
        StatsSink sink = plain();
        assertThat(waiting(sink)).isZero();
        recordMuch();
        assertThat(waiting(sink)).isEqualTo(2 * SERIES + 600);
        flush(sink);
        assertThat(waiting(sink)).isZero();
        stats.incr("series.7", 5);
        assertThat(waiting(sink)).isEqualTo(5);
    }

    @Test
    void lines_areSentWhileOthersAreNotYetMade() throws Exception {
        StatsSink sink = plain();
        recordMuch();
        List<Series> all = new ArrayList<>();
        wiring.series().forEach(all::add);
        AtomicInteger passes = new AtomicInteger();
        sink.flush(() -> {
            boolean isWritten = passes.incrementAndGet() > 1; // the first pass estimates
            return all.stream()
                    .peek(one -> {
                        if (isWritten && one == all.get(SERIES / 2)) {
                            await().until(() -> server.datagrams() > 0);
                        }
                    })
                    .iterator();
        });
        assertThat(passes).hasValue(2);
        assertThat(arrived()).isEqualTo(2 * SERIES + 600);
    }

    @Test
    void interrupt_endsTheFlush_andWhatHasNotLeftIsKnownAndKept() throws Exception {
        StatsSink sink = plain();
        recordMuch();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread flushing = flushing(sink, thrown);
        await().until(() -> server.datagrams() > 0);
        flushing.interrupt();
        flushing.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        long arrived = arrived();
        assertThat(arrived).isBetween(1L, 2L * SERIES + 599);
        assertThat(waiting(sink)).isEqualTo(2 * SERIES + 600 - arrived);

        flush(sink);
        assertThat(arrived()).isEqualTo(2 * SERIES + 600);
        assertThat(waiting(sink)).isZero();
    }

    @Test
    void portWhereNobodyListens_isAnOutage_andNothingIsLostUntilTheServerComes() throws Exception {
        server.leave();
        StatsSink sink = plain();
        recordMuch();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> flush(sink))
                    .hasMessageStartingWith("nobody takes datagrams at 127.0.0.1:" + server.port())
                    .hasCauseInstanceOf(PortUnreachableException.class);
            assertThat(waiting(sink)).isEqualTo(2 * SERIES + 600);
        }
        server.come();
        flush(sink);
        assertThat(arrived()).isEqualTo(2 * SERIES + 600);
        assertThat(sink.figures()).containsEntry("datagrams_perhaps_lost", 0L);
    }

    @Test
    void serverThatLeavesDuringAFlush_isAnOutage_andTheDatagramsBeforeAreNamedAsPerhapsLost() throws Exception {
        StatsSink sink = plain();
        recordMuch();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread flushing = flushing(sink, thrown);
        await().until(() -> server.datagrams() > 0);
        server.leave();
        flushing.join();

        long perhapsLost = sink.figures().get("datagrams_perhaps_lost");
        assertThat(perhapsLost).isPositive().isEqualTo(sink.figures().get("datagrams"));
        assertThat(thrown.get())
                .hasMessageEndingWith("; " + perhapsLost + " datagrams that were sent before are perhaps lost")
                .hasCauseInstanceOf(PortUnreachableException.class);
        assertThat(ownCount("botmetry.statsd.datagrams_perhaps_lost")).isEqualTo(perhapsLost);
        assertThat(waiting(sink)).isPositive();

        server.come();
        flush(sink);
        long missing = 2 * SERIES + 600 - arrived();
        assertThat(missing).isBetween(0L, perhapsLost * 200);
        assertThat(waiting(sink)).isZero();
    }

    @Test
    void serverThatLeavesAfterAFlush_isNoticedWithTheNextOne() throws Exception {
        StatsSink sink = plain();
        stats.incr("series.1");
        flush(sink);
        server.leave();
        stats.incr("series.1");
        assertThatThrownBy(() -> flush(sink)).hasCauseInstanceOf(PortUnreachableException.class);
        assertThatThrownBy(() -> flush(sink)).hasCauseInstanceOf(PortUnreachableException.class);
        server.come();
        flush(sink);
        assertThat(arrived()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void seriesThatCannotBeWritten_costsItselfOnly(Dialect dialect) throws Exception {
        GaugeDefinition never =
                GaugeDefinition.named("never").unit("seconds").labels("of").build();
        try (UdpCapture capture = dialect == Dialect.PLAIN ? UdpCapture.plain() : UdpCapture.dogStatsD()) {
            StatsD.builder()
                    .host(capture.host())
                    .port(capture.port())
                    .dialect(dialect)
                    .maxPacketBytes(512)
                    .build()
                    .install(wiring);
            StatsSink sink = wiring.sinks().get(0);
            stats.gauge(never, "max").set(Double.MAX_VALUE);
            stats.gauge(never, "1e300").set(1e300);
            stats.incr("before");
            stats.gauge("huge", -1e300);
            stats.incr("after", 2);
            flush(sink);
            flush(sink);
            sink.close(Duration.ofSeconds(10));
            capture.settle();

            assertThat(capture.counter("before")).isEqualTo(1);
            assertThat(capture.counter("after")).isEqualTo(2);
            assertThat(capture.gauge("huge")).isEqualTo(-1e300);
            assertThat(sink.figures()).containsEntry("lines_refused", 2L);
            assertThat(waiting(sink)).isZero();
        }
    }

    @Test
    void flush_startsNoThreadAndFewSeriesLeaveAtOnce() throws Exception {
        StatsSink sink = plain();
        stats.incr("series.1");
        flush(sink);
        long started = Thread.getAllStackTraces().keySet().stream()
                .mapToLong(Thread::getId)
                .max()
                .orElse(0);
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < 20; k++) {
                stats.incr("series." + k);
            }
            flush(sink);
        }
        Thread probe = new Thread(() -> {});
        assertThat(probe.getId()).isEqualTo(started + 1);
        assertThat(arrived()).isEqualTo(2_001);
    }
}
