package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.stats.Gauge;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.PlainParser;
import io.github.botmetry.testing.RecordingSink;
import io.github.botmetry.testing.UdpCapture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not there, that move and that hang; and everything that may happen at close. */
@Timeout(60)
class OutageTest {

    private static final String HOST = "statsd.test";
    private static final Duration SOON = Duration.ofMillis(20);

    private final UdpCapture capture = UdpCapture.plain();

    @BeforeEach
    void forgetHosts() {
        Hosts.none();
    }

    @AfterEach
    void close() {
        Hosts.none();
        capture.close();
        await().until(OutageTest::noThreadIsLeft);
    }

    private static boolean noThreadIsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("botmetry-"));
    }

    private Botmetry botmetry(String host, Duration interval) {
        return builder(host, interval).build();
    }

    private Botmetry.Builder builder(String host, Duration interval) {
        return Botmetry.builder()
                .install(StatsD.builder()
                        .host(host)
                        .port(capture.port())
                        .interval(interval)
                        .build())
                .shutdownHook(false);
    }

    private static Health health(Botmetry botmetry) {
        return botmetry.health().get("statsd");
    }

    @Test
    void hostThatIsUnknownAtTheStart_isOneWarningAndOneRecoveryAndLosesNothing() {
        try (Logged logged = new Logged();
                Botmetry botmetry = botmetry(HOST, SOON)) {
            botmetry.stats().incr("early", 3);
            await().until(() -> !health(botmetry).isUp());
            assertThat(health(botmetry).lastError()).contains(HOST);
            botmetry.stats().incr("early");
            Hosts.only(HOST, capture.host());
            capture.await(c -> c.counter("early") == 4);
            await().until(() -> health(botmetry).isUp() && logged.at(Level.INFO).size() > 1);
            assertThat(logged.at(Level.WARN)).hasSize(1);
            assertThat(logged.at(Level.INFO))
                    .satisfiesExactly(
                            start -> assertThat(start)
                                    .contains("statsd " + HOST + ":" + capture.port() + " (plain) every 0.02 s"),
                            recovery -> assertThat(recovery).contains("statsd works again"));
        }
        assertThat(capture.counter("early")).isEqualTo(4);
    }

    @Test
    void hostThatMoves_isFoundAtItsNewAddress() {
        InetSocketAddress moved = new InetSocketAddress("127.0.0.2", capture.port());
        try (UdpCapture second = UdpCapture.start(new PlainParser(), moved);
                Botmetry botmetry = botmetry(HOST, SOON)) {
            Hosts.only(HOST, capture.host());
            botmetry.stats().incr("calls", 2);
            capture.await(c -> c.counter("calls") == 2);
            capture.settle();
            capture.close(); // an address that works is looked up again each minute only
            Hosts.only(HOST, "127.0.0.2");
            botmetry.stats().incr("calls", 5);
            second.await(c -> c.counter("calls") == 5);
            assertThat(capture.counter("calls")).isEqualTo(2);
        }
    }

    @Test
    void serverThatRestarts_getsWhatComesAfter() {
        int port;
        try (Botmetry botmetry = botmetry(capture.host(), SOON)) {
            port = capture.port();
            capture.close();
            botmetry.stats().incr("before");
            await().until(() -> !health(botmetry).isUp());
            InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (UdpCapture restarted = UdpCapture.start(new PlainParser(), same)) {
                botmetry.stats().incr("after");
                restarted.await(c -> c.counter("after") == 1 && c.counter("before") == 1);
            }
        }
    }

    @Test
    void addressThatCannotBeSentTo_keepsEverythingAndSaysSo() {
        try (Logged logged = new Logged();
                Botmetry botmetry = botmetry("255.255.255.255", SOON)) {
            botmetry.stats().incr("calls");
            await().until(() -> !health(botmetry).isUp());
            assertThat(health(botmetry).figures().get("lines")).isZero();
            assertThat(logged.at(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void ipv6_isSentToAsWell() throws Exception {
        InetAddress loopback6 = InetAddress.getByName("::1");
        UdpCapture six;
        try {
            six = UdpCapture.start(new PlainParser(), new InetSocketAddress(loopback6, 0));
        } catch (AssertionError e) {
            assumeTrue(false, "SKIPPED: this machine has no ::1");
            return;
        }
        Hosts.only(HOST, "::1");
        try (six) {
            Botmetry botmetry = Botmetry.builder()
                    .install(StatsD.builder().host(HOST).port(six.port()).build())
                    .shutdownHook(false)
                    .build();
            botmetry.stats().incr("calls");
            botmetry.close();
            six.settle();
            assertThat(six.counter("calls")).isEqualTo(1);
        }
    }

    @Test
    void lookUpThatHangs_neitherBlocksTheBotNorItsEnd() throws Exception {
        AutoCloseable hanging = Hosts.hang();
        try {
            Botmetry botmetry = botmetry(HOST, SOON);
            botmetry.stats().incr("calls");
            await().until(OutageTest::isLookingUp);
            long started = System.nanoTime();
            for (int i = 0; i < 100_000; i++) {
                botmetry.stats().incr("calls");
            }
            assertThat(elapsed(started)).isLessThan(Duration.ofSeconds(1));
            started = System.nanoTime();
            botmetry.close();
            assertThat(elapsed(started)).isLessThan(Duration.ofSeconds(4));
        } finally {
            hanging.close();
        }
        await().until(OutageTest::noThreadIsLeft);
    }

    @Test
    void lookUpThatHangs_isNamed_andEndsNoFlush() throws Exception {
        AutoCloseable hanging = Hosts.hang();
        Botmetry botmetry = botmetry(HOST, SOON);
        try {
            botmetry.stats().incr("calls");
            await().until(() -> !health(botmetry).isUp());
            assertThat(health(botmetry).lastError()).contains("the look-up of " + HOST + " has been hanging since ");
        } finally {
            hanging.close();
        }
        Hosts.only(HOST, capture.host());
        capture.await(c -> c.counter("calls") == 1);
        botmetry.close();
    }

    private static boolean isLookingUp() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals("botmetry-lookup"))
                .flatMap(entry -> Arrays.stream(entry.getValue()))
                .anyMatch(frame -> frame.getClassName().equals("java.net.InetAddress"));
    }

    @Test
    void close_rightAfterRecording_deliversEverything() {
        for (int i = 0; i < 20; i++) {
            Botmetry botmetry = botmetry(capture.host(), Duration.ofMinutes(1));
            botmetry.stats().incr("calls", 1000);
            botmetry.stats().timing("took", Duration.ofMillis(5));
            botmetry.close();
        }
        capture.settle();
        assertThat(capture.counter("calls")).isEqualTo(20_000);
        assertThat(capture.timingCount("took")).isEqualTo(20);
    }

    @Test
    void close_twiceAndConcurrently_deliversOnceAndReturnsAfterTheEnd() throws Exception {
        RecordingSink sink = RecordingSink.atClose();
        Botmetry botmetry =
                builder(capture.host(), Duration.ofMinutes(1)).install(sink).build();
        botmetry.stats().incr("calls");
        AtomicInteger closed = new AtomicInteger();
        List<Thread> closers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread closer = new Thread(() -> {
                botmetry.close();
                closed.addAndGet(sink.closes());
            });
            closer.start();
            closers.add(closer);
        }
        for (Thread closer : closers) {
            closer.join();
        }
        botmetry.close();
        capture.settle();
        assertThat(closed).hasValue(8);
        assertThat(capture.counter("calls")).isEqualTo(1);
        assertThat(sink.closes()).isEqualTo(1);
        assertThat(sink.flushes()).hasSize(1);
    }

    @Test
    void close_fromACallbackOnTheFlushThread_endsToo() {
        Botmetry botmetry = botmetry(capture.host(), SOON);
        AtomicInteger calls = new AtomicInteger();
        botmetry.stats().incr("calls");
        botmetry.stats().gauge("size").read(() -> {
            botmetry.close();
            return calls.incrementAndGet();
        });
        await().until(() -> calls.get() > 0);
        botmetry.close();
        capture.settle();
        assertThat(capture.counter("calls")).isEqualTo(1);
    }

    @Test
    void close_fromAnObserver_endsToo() {
        AtomicReference<Botmetry> botmetry = new AtomicReference<>();
        botmetry.set(builder(capture.host(), Duration.ofMinutes(1))
                .install(observing(new EventObserver() {
                    @Override
                    public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                        botmetry.get().close();
                        return null;
                    }
                }))
                .build());
        botmetry.get().report(new IllegalStateException("reported"));
        botmetry.get().close();
        capture.settle();
        assertThat(capture.counter("errors.reported.IllegalStateException")).isEqualTo(1);
    }

    @Test
    void observerThatThrows_isOneWarningAndTheFailureIsStillCounted() {
        try (Logged logged = new Logged()) {
            Botmetry botmetry = builder(capture.host(), Duration.ofMinutes(1))
                    .install(observing(new EventObserver() {
                        @Override
                        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                            throw new IllegalArgumentException("broken observer");
                        }
                    }))
                    .build();
            for (int i = 0; i < 10; i++) {
                botmetry.report(new IllegalStateException("reported"));
            }
            botmetry.close();
            assertThat(logged.at(Level.WARN)).hasSize(1);
        }
        capture.settle();
        assertThat(capture.counter("errors.reported.IllegalStateException")).isEqualTo(10);
    }

    private static Integration observing(EventObserver observer) {
        return new Integration() {
            @Override
            public String name() {
                return "observing";
            }

            @Override
            public void install(Wiring wiring) {
                wiring.observe(observer);
            }
        };
    }

    @Test
    void gaugeSupplierThatThrows_isAbsentAndTheRestIsSent() {
        Botmetry botmetry = botmetry(capture.host(), Duration.ofMinutes(1));
        Gauge broken = botmetry.stats().gauge("broken");
        broken.read(() -> {
            throw new IllegalStateException("no queue");
        });
        botmetry.stats().incr("calls");
        botmetry.close();
        capture.settle();
        assertThat(capture.counter("calls")).isEqualTo(1);
        assertThat(capture.gauge("broken")).isNaN();
    }

    @Test
    void sinkThatHangs_isGivenUpAtCloseAndTheOtherIsFlushed() {
        RecordingSink hanging = RecordingSink.atClose();
        hanging.hang();
        Botmetry botmetry =
                builder(capture.host(), Duration.ofMinutes(1)).install(hanging).build();
        botmetry.stats().incr("calls");
        long started = System.nanoTime();
        botmetry.close();
        assertThat(elapsed(started)).isLessThan(Duration.ofSeconds(4));
        capture.settle();
        assertThat(capture.counter("calls")).isEqualTo(1);
    }

    @Test
    void sinkThatHangsBeforeAnother_doesNotKeepTheOtherFromItsLastFlush() {
        RecordingSink hanging = RecordingSink.atClose();
        hanging.hang();
        Botmetry botmetry = Botmetry.builder()
                .install(hanging)
                .install(StatsD.builder()
                        .host(capture.host())
                        .port(capture.port())
                        .interval(Duration.ofMinutes(1))
                        .build())
                .shutdownHook(false)
                .build();
        botmetry.stats().incr("calls");
        botmetry.close();
        capture.settle();
        assertThat(capture.counter("calls")).isEqualTo(1);
    }

    @Test
    void recording_afterClose_isHarmless() {
        Botmetry botmetry = botmetry(capture.host(), SOON);
        botmetry.close();
        botmetry.stats().incr("late");
        botmetry.stats().timing("late.took", Duration.ofMillis(1));
        assertThat(botmetry.report(new IllegalStateException("late"))).isNull();
        capture.settle();
        assertThat(capture.counter("late")).isZero();
    }

    @Test
    void strictMode_hostThatIsUnknown_failsAtClose() {
        Botmetry botmetry = builder(HOST, SOON).strict(true).build();
        botmetry.stats().incr("calls");
        await().until(() -> !health(botmetry).isUp());
        assertThatThrownBy(botmetry::close).isInstanceOf(IllegalStateException.class);
    }

    private static Duration elapsed(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
