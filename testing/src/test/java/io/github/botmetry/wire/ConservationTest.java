package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.PlainParser;
import io.github.botmetry.testing.RecordingSink;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.UdpCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was sent and what is still held is together what was recorded, however flushes fail. */
class ConservationTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 100_000;
    private static final CounterDefinition VOTES =
            CounterDefinition.named("votes").labels("choice").build();

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void flushesThatFailAtRandom_loseNothingOfEightThreads(Dialect dialect) throws Exception {
        Hosts.none();
        RecordingSink second = RecordingSink.every(Duration.ofMillis(3));
        try (UdpCapture capture = dialect == Dialect.PLAIN ? UdpCapture.plain() : UdpCapture.dogStatsD()) {
            Botmetry botmetry = Botmetry.builder()
                    .install(statsD(capture, dialect))
                    .install(second)
                    .shutdownHook(false)
                    .build();
            Thread saboteur = new Thread(() -> sabotage(capture, second), "saboteur");
            saboteur.start();
            List<Thread> recorders = record(botmetry.stats());
            for (Thread recorder : recorders) {
                recorder.join();
                requireNothingInvented(capture, RecordingStats.of(botmetry));
            }
            Awaitility.await().until(() -> second.failures() > 0);
            saboteur.interrupt();
            saboteur.join();
            second.work();
            Hosts.only("statsd.test", capture.host());
            botmetry.close();

            capture.settle();
            long recorded = (long) THREADS * ROUNDS;
            assertThat(capture.counter("bot.calls")).isEqualTo(recorded);
            assertThat(capture.timingCount("bot.took"))
                    .isCloseTo(recorded, within(dialect == Dialect.PLAIN ? 0 : recorded / 5));
            assertThat(capture.gauge("bot.last")).isEqualTo(ROUNDS - 1);
            assertThat(second.count("calls")).isEqualTo(recorded);
            assertThat(second.count("took")).isEqualTo(recorded);
            if (dialect == Dialect.PLAIN) {
                assertThat(capture.counter("bot.votes.choice3")).isEqualTo(recorded / 10);
            } else {
                assertThat(capture.counter("bot.votes", "choice:choice3")).isEqualTo(recorded / 10);
            }
        } finally {
            Hosts.none();
        }
    }

    @Test
    void flushesThatAreInterruptedAndAServerThatComesAndGoes_loseNothingOfEightThreads() throws Exception {
        try (RestartingServer server = new RestartingServer(new PlainParser());
                RecordingWiring wiring = new RecordingWiring()) {
            StatsD.builder().host(server.host()).port(server.port()).build().install(wiring);
            List<Thread> recorders = record(wiring.stats());
            AtomicInteger failures = new AtomicInteger();
            Thread flusher = new Thread(() -> flushAndFail(wiring, server, recorders, failures), "flusher");
            flusher.start();
            Random random = new Random(7);
            while (flusher.isAlive()) {
                flusher.interrupt();
                LockSupport.parkNanos(random.nextInt(10_000_000));
            }
            assertThat(failures).hasPositiveValue();
            server.come();
            wiring.sinks().get(0).flush(wiring.series());
            assertThat(wiring.sinks().get(0).waiting(wiring.series())).hasValue(0);
            assertThat(wiring.sinks().get(0).figures()).containsEntry("datagrams_perhaps_lost", 0L);

            server.last().settle();
            long recorded = (long) THREADS * ROUNDS;
            assertThat(server.counter("calls")).isEqualTo(recorded);
            assertThat(server.timingCount("took")).isEqualTo(recorded);
            assertThat(server.counter("votes.choice3")).isEqualTo(recorded / 10);
        }
    }

    /** The server goes between two flushes only: what is in its socket when it goes is lost, and nobody can know. */
    private static void flushAndFail(
            RecordingWiring wiring, RestartingServer server, List<Thread> recorders, AtomicInteger failures) {
        Random random = new Random(42);
        while (recorders.stream().anyMatch(Thread::isAlive)) {
            try {
                wiring.sinks().get(0).flush(wiring.series());
            } catch (Exception e) {
                failures.incrementAndGet();
            }
            Thread.interrupted();
            if (random.nextBoolean()) {
                server.come();
            } else {
                leave(server);
            }
        }
    }

    /** Not for the server's own wait is the interrupt meant. */
    private static void leave(RestartingServer server) {
        Thread leaving = new Thread(server::leave);
        leaving.start();
        boolean isInterrupted = false;
        while (leaving.isAlive()) {
            try {
                leaving.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static StatsD statsD(UdpCapture capture, Dialect dialect) {
        return StatsD.builder()
                .host("statsd.test")
                .port(capture.port())
                .prefix("bot")
                .dialect(dialect)
                .interval(Duration.ofMillis(10))
                .build();
    }

    private static List<Thread> record(Stats stats) {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> recordAll(stats, start));
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        return threads;
    }

    private static void recordAll(Stats stats, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Counter calls = stats.counter("calls");
        Timer took = stats.timer("took");
        for (int i = 0; i < ROUNDS; i++) {
            calls.incr();
            took.recordNanos(i);
            stats.gauge("last", i);
            stats.counter(VOTES, "choice" + i % 10).incr();
        }
    }

    /** Makes the server vanish and the other sink fail, now one, now both, now none. */
    private static void sabotage(UdpCapture capture, RecordingSink second) {
        Random random = new Random(42);
        while (!Thread.interrupted()) {
            if (random.nextBoolean()) {
                Hosts.none();
            } else {
                Hosts.only("statsd.test", capture.host());
            }
            if (random.nextBoolean()) {
                second.fail(new IOException("sabotage"));
            } else {
                second.work();
            }
            LockSupport.parkNanos(random.nextInt(15_000_000));
        }
    }

    private static void requireNothingInvented(UdpCapture capture, RecordingStats stats) {
        long sent = capture.counter("bot.calls");
        assertThat(sent).isLessThanOrEqualTo(stats.count("calls"));
    }

    @Test
    void millionLabelValues_foldIntoOtherInBoundedMemoryWithOneLine() {
        int values = 1_000_000;
        try (Logged logged = new Logged();
                UdpCapture capture = UdpCapture.plain()) {
            Botmetry botmetry = Botmetry.builder()
                    .install(StatsD.builder()
                            .host(capture.host())
                            .port(capture.port())
                            .build())
                    .shutdownHook(false)
                    .build();
            long before = usedBytes();
            for (int i = 0; i < values; i++) {
                botmetry.stats().counter(VOTES, "choice" + i).incr();
            }
            assertThat(usedBytes() - before).isLessThan(2_000_000);
            assertThat(botmetry.wiring().series()).hasSizeLessThan(400);
            assertThat(logged.at(Level.WARN)).hasSize(1).first().asString().contains("votes");
            botmetry.close();

            capture.settle();
            assertThat(capture.counter("votes.choice299")).isEqualTo(1);
            assertThat(capture.counter("votes." + SeriesTable.OTHER)).isEqualTo(values - 300);
        }
    }

    @Test
    void millionUndeclaredNames_foldIntoOtherInBoundedMemoryWithOneLine() {
        int names = 1_000_000;
        try (Logged logged = new Logged();
                UdpCapture capture = UdpCapture.plain()) {
            Botmetry botmetry = Botmetry.builder()
                    .install(StatsD.builder()
                            .host(capture.host())
                            .port(capture.port())
                            .build())
                    .maxSeries(1000)
                    .shutdownHook(false)
                    .build();
            long before = usedBytes();
            for (int i = 0; i < names; i++) {
                botmetry.stats().incr("name" + i);
            }
            assertThat(usedBytes() - before).isLessThan(4_000_000);
            assertThat(logged.at(Level.WARN)).hasSize(1);
            botmetry.close();

            capture.settle();
            long own = capture.parsed().stream()
                    .filter(line -> line.name().startsWith("name"))
                    .count();
            assertThat(own).isBetween(950L, 1000L);
            assertThat(capture.counter(SeriesTable.OTHER)).isEqualTo(names - own);
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
