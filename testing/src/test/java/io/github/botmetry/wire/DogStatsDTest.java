package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.timgroup.statsd.NoOpStatsDClient;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.UdpCapture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Through java-dogstatsd-client, by its public calls. */
@Timeout(120)
class DogStatsDTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SERIES = 3_000;

    private final RecordingWiring wiring = new RecordingWiring();
    private final Stats stats = wiring.stats();

    @TempDir
    private Path folder;

    @AfterEach
    void noThreadIsLeft() {
        wiring.close();
        await().until(() -> clientThreads().isEmpty());
    }

    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("StatsD-")
                        || thread.getName().startsWith("botmetry-dogstatsd"))
                .collect(Collectors.toSet());
    }

    private StatsSink installed(StatsD.Builder statsd) {
        statsd.dialect(Dialect.DOGSTATSD).build().install(wiring);
        return wiring.sinks().get(0);
    }

    private void flush(StatsSink sink) throws Exception {
        sink.flush(wiring.series());
    }

    private long waiting(StatsSink sink) {
        return sink.waiting(wiring.series()).orElseThrow();
    }

    @Test
    void client_livesFromTheFirstFlushToTheEnd_andDrainsThere() throws Exception {
        try (UdpCapture capture = UdpCapture.dogStatsD()) {
            StatsSink sink = installed(StatsD.builder().host(capture.host()).port(capture.port()));
            flush(sink);
            assertThat(clientThreads()).isEmpty();
            stats.incr("calls");
            flush(sink);
            Set<Thread> first = clientThreads();
            assertThat(first).hasSize(3);
            IntStream.range(0, SERIES).forEach(i -> stats.incr("series." + i, i + 1L));
            stats.incr("calls", 1L << 52);
            flush(sink);
            assertThat(clientThreads()).isEqualTo(first);
            assertThat(waiting(sink)).isZero();

            sink.close(LIMIT);
            capture.settle();
            assertThat(capture.counter("calls")).isEqualTo(1 + (1L << 52));
            for (int i = 0; i < SERIES; i++) {
                assertThat(capture.counter("series." + i)).isEqualTo(i + 1);
            }
            assertThat(capture.maxDatagramBytes()).isLessThanOrEqualTo(1_432);
        }
    }

    @Test
    void addressThatCannotBeSentTo_isAnOutage_andNothingIsTaken() throws Exception {
        StatsSink sink = installed(StatsD.builder().host("255.255.255.255"));
        stats.incr("calls", 3);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> flush(sink))
                    .hasMessageStartingWith("cannot send to /255.255.255.255:8125: ")
                    .hasMessageContaining("denied");
            assertThat(waiting(sink)).isEqualTo(3);
        }
        assertThat(sink.figures()).containsEntry("datagrams_perhaps_lost", 0L);
        sink.close(LIMIT);
    }

    @Test
    void unixSocket_isSentTo() throws Exception {
        CounterDefinition votes =
                CounterDefinition.named("votes").labels("choice").build();
        Path path = folder.resolve("dsd socket");
        try (UnixServer server = new UnixServer(path)) {
            StatsSink sink = installed(StatsD.builder().socket(path).prefix("bot"));
            IntStream.range(0, SERIES).forEach(i -> stats.incr("series." + i));
            stats.counter(votes, "yes").incr(2);
            stats.timing("took", Duration.ofMillis(7));
            flush(sink);
            sink.close(LIMIT);
            await().until(() -> server.lines().size() == SERIES + 2);
            assertThat(server.lines()).contains("bot.votes:2|c|#choice:yes", "bot.took:7|ms", "bot.series.0:1|c");
        }
    }

    @Test
    void unixSocketThatIsNotThere_isAnOutageThatTakesNothing_andOneThatGoesIsCounted() throws Exception {
        Path path = folder.resolve("dsd.socket");
        StatsSink sink = installed(StatsD.builder().socket(path));
        stats.incr("calls");
        await().untilAsserted(
                        () -> // on a busy machine the client may still be about to start
                        assertThatThrownBy(() -> flush(sink)).hasMessageStartingWith("nothing can be sent, " + path));
        assertThat(waiting(sink)).isEqualTo(1);

        try (UnixServer server = new UnixServer(path)) {
            flush(sink);
            await().until(() -> server.lines().equals(List.of("calls:1|c")));
        }
        stats.incr("calls", 2);
        assertThatThrownBy(() -> await().pollInSameThread().until(() -> {
                    flush(sink); // the client says it a moment later, on a busy machine with a later flush
                    stats.incr("calls", 3);
                    return false;
                }))
                .hasMessageContaining("perhaps lost");
        assertThat(sink.figures().get("datagrams_perhaps_lost")).isPositive();
        assertThatThrownBy(() -> {
                    stats.incr("calls", 4);
                    flush(sink);
                })
                .hasMessageStartingWith("nothing can be sent, " + path);

        long kept = waiting(sink);
        assertThat(kept).isGreaterThanOrEqualTo(4);
        try (UnixServer server = new UnixServer(path)) {
            flush(sink);
            sink.close(LIMIT);
            await().until(() -> server.lines().equals(List.of("calls:" + kept + "|c")));
        }
    }

    /** A client of the bot that keeps the calls, and does as it is asked. */
    private static final class Given extends NoOpStatsDClient {
        private final List<String> calls = new ArrayList<>();
        private volatile Error thrown;
        private volatile CountDownLatch hanging = new CountDownLatch(0);
        private volatile boolean isClosed;

        private synchronized void called(String call) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                return; // as Datadog's own does: the value is gone, and so is the interrupt
            }
            if (thrown != null) {
                throw thrown;
            }
            calls.add(call);
        }

        @Override
        public void count(String aspect, long delta, String... tags) {
            called(aspect + " + " + delta + " " + List.of(tags));
        }

        @Override
        public void gauge(String aspect, long value, String... tags) {
            called(aspect + " = " + value + " " + List.of(tags));
        }

        @Override
        public void gauge(String aspect, double value, String... tags) {
            called(aspect + " = " + value + " " + List.of(tags));
        }

        @Override
        public void recordExecutionTime(String aspect, long timeInMs, String... tags) {
            called(aspect + " took " + timeInMs + " " + List.of(tags));
        }

        @Override
        public void stop() {
            isClosed = true;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void clientOfTheBot_isGivenEachValue_andNeverClosed() throws Exception {
        CounterDefinition commands =
                CounterDefinition.named("commands").labels("command", "outcome").build();
        Given given = new Given();
        StatsSink sink = installed(StatsD.builder().client(given));
        stats.counter(commands, "ping", "ok").incr(3);
        stats.gauge("below", -2);
        stats.gauge("part", 0.125);
        stats.timing("took", Duration.ofMillis(7));
        flush(sink);
        sink.close(LIMIT);

        assertThat(given.calls)
                .containsExactly(
                        "commands + 3 [outcome:ok, command:ping]",
                        "below = 0 []",
                        "below = -2 []",
                        "part = 0.125 []",
                        "took took 7 []");
        assertThat(given.isClosed).isFalse();
    }

    @Test
    void clientOfTheBotThatThrows_isAnOutage_andTheValueComesAgain() throws Exception {
        Given given = new Given();
        StatsSink sink = installed(StatsD.builder().client(given));
        stats.incr("calls", 3);
        given.thrown = new StackOverflowError("of a test");
        assertThatThrownBy(() -> flush(sink)).isInstanceOf(IOException.class).hasCause(given.thrown);
        given.thrown = new NoSuchMethodError("of a test");
        assertThatThrownBy(() -> flush(sink))
                .hasMessageStartingWith(
                        "the java-dogstatsd-client on the class path is not the one that Botmetry needs");
        assertThat(waiting(sink)).isEqualTo(3);
        given.thrown = null;
        flush(sink);
        assertThat(given.calls).containsExactly("calls + 3 []");
        sink.close(LIMIT);
    }

    @Test
    void clientOfTheBotThatHangs_isLeftBehind_andWhatItDidNotTakeIsKept() throws Exception {
        Given given = new Given();
        given.hanging = new CountDownLatch(1);
        StatsSink sink = installed(StatsD.builder().client(given));
        stats.incr("calls", 3);
        assertThatThrownBy(() -> flush(sink)).hasMessageContaining("has not come back within PT5S");
        assertThat(waiting(sink)).isEqualTo(3);
        given.hanging.countDown();
        flush(sink);
        assertThat(waiting(sink)).isZero();
        assertThat(given.calls).contains("calls + 3 []");
        sink.close(LIMIT);
    }

    @Test
    void interruptWhileTheClientHangs_endsTheFlush() throws Exception {
        Given given = new Given();
        given.hanging = new CountDownLatch(1);
        StatsSink sink = installed(StatsD.builder().client(given));
        stats.incr("calls", 3);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread flushing = new Thread(() -> {
            try {
                flush(sink);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        flushing.start();
        await().until(() -> !clientThreads().isEmpty());
        flushing.interrupt();
        flushing.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(waiting(sink)).isEqualTo(3);
        given.hanging.countDown();
        sink.close(LIMIT);
    }
}
