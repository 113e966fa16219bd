package io.github.botmetry.faults;

import static io.github.botmetry.faults.Parts.CLOSE_BUDGET;
import static io.github.botmetry.faults.Parts.SOON;
import static io.github.botmetry.faults.Parts.await;
import static io.github.botmetry.faults.Parts.time;
import static io.github.botmetry.faults.Parts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.Fault;
import io.github.botmetry.testing.Faults;
import io.github.botmetry.testing.FaultyLog;
import io.github.botmetry.testing.RecordingSink;
import io.github.botmetry.wire.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The last flush is the last step: whoever closes, on whatever thread, interrupted or not, and from inside. */
@Timeout(60)
class ClosingTest {

    private final RecordingSink sink = RecordingSink.atClose();

    @AfterEach
    void noThreadIsLeft() {
        Parts.awaitNoThread();
    }

    private Botmetry recorded() {
        Botmetry botmetry = with("test", wiring -> wiring.sink(sink)).build();
        botmetry.stats().incr("calls", 5_000);
        return botmetry;
    }

    @Test
    void close_onAThreadWithANameOfOurs_flushes() throws Exception {
        Botmetry botmetry = recorded();
        AtomicInteger delivered = new AtomicInteger();
        Thread closer = new Thread(
                () -> {
                    botmetry.close();
                    delivered.set((int) sink.count("calls"));
                },
                "botmetry-x");
        closer.start();
        closer.join();
        assertThat(delivered).hasValue(5_000);
    }

    @Test
    void close_onAnInterruptedThread_flushesAndKeepsTheFlag() throws Exception {
        Botmetry botmetry = recorded();
        AtomicBoolean isInterrupted = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            Thread.currentThread().interrupt();
            botmetry.close();
            isInterrupted.set(Thread.interrupted());
        });
        closer.start();
        closer.join();
        assertThat(isInterrupted).isTrue();
        assertThat(sink.count("calls")).isEqualTo(5_000);
    }

    @Test
    void close_inAPoolThatIsShutDownNow_flushes() throws Exception {
        Botmetry botmetry = recorded();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        AtomicBoolean isRunning = new AtomicBoolean();
        Future<Boolean> wasInterrupted = pool.submit(() -> {
            try {
                isRunning.set(true);
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                botmetry.close();
            }
            return Thread.interrupted();
        });
        await().until(isRunning::get);
        pool.shutdownNow();
        assertThat(wasInterrupted.get()).isTrue();
        assertThat(sink.count("calls")).isEqualTo(5_000);
    }

    @Test
    void recording_inCloseSteps_arrives() {
        Botmetry botmetry = with("test", wiring -> {
                    wiring.sink(sink);
                    wiring.onClose(limit -> wiring.stats().incr("calls", 1));
                    wiring.onClose(limit -> wiring.stats().incr("calls", 10));
                })
                .build();
        botmetry.close();
        assertThat(sink.count("calls")).isEqualTo(11);
    }

    @Test
    void recording_afterClose_isRefusedInAmounts_andSaidOnce() {
        try (Logged logged = new Logged()) {
            Botmetry botmetry = recorded();
            botmetry.close();
            botmetry.stats().incr("calls", 40);
            botmetry.stats().incr("calls");
            botmetry.stats().timing("calls.took", Duration.ofMillis(1));
            assertThat(sink.count("calls")).isEqualTo(5_000);
            assertThat(Parts.health(botmetry, "series").figures()).containsEntry("refused_closed", 42L);
            await().until(() -> !logged.at(Level.WARN).isEmpty());
            assertThat(botmetry.warnings())
                    .filteredOn(warning -> warning.code().equals("refused-closed"))
                    .isNotEmpty();
        }
    }

    @Test
    void close_withAHostThatWasNeverFound_isOneWarningWithTheNumber_andNoGoodNews() {
        try (Logged logged = new Logged()) {
            Botmetry botmetry = Botmetry.builder()
                    .install(
                            StatsD.builder().host("nowhere.test").interval(SOON).build())
                    .shutdownHook(false)
                    .build();
            botmetry.stats().incr("calls", 123_456);
            await().until(() -> !Parts.health(botmetry, "statsd").isUp());
            botmetry.close();
            assertThat(logged.at(Level.WARN))
                    .filteredOn(line -> line.contains("not delivered"))
                    .singleElement()
                    .asString()
                    .contains("123456", "nowhere.test");
            assertThat(logged.at(Level.WARN)).hasSize(2); // the outage, and what it has cost
            assertThat(logged.at(Level.INFO)).noneMatch(line -> line.contains("works again"));
        }
    }

    @Test
    void close_byManyAtOnce_isOneCloseThatAllOfThemWaitFor() throws Exception {
        Botmetry botmetry = recorded();
        AtomicInteger sawAll = new AtomicInteger();
        List<Thread> closers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            closers.add(new Thread(() -> {
                botmetry.close();
                sawAll.addAndGet(sink.count("calls") == 5_000 ? 1 : 0);
            }));
        }
        closers.forEach(Thread::start);
        for (Thread closer : closers) {
            closer.join();
        }
        botmetry.close();
        assertThat(sawAll).hasValue(8);
        assertThat(sink.closes()).isEqualTo(1);
    }

    @Test
    void secondClose_whileTheFirstHangs_waitsForTheSameBudget() throws Exception {
        try (Faults faults = Faults.of(Fault.BLOCK)) {
            Botmetry botmetry = with("test", wiring -> {
                        wiring.sink(sink);
                        wiring.onClose(faults.closer(limit -> {}));
                    })
                    .build();
            Thread first = new Thread(botmetry::close);
            first.start();
            await().until(() -> faults.hanging() == 1);
            assertThat(time(botmetry::close)).isLessThan(CLOSE_BUDGET);
            first.join();
            assertThat(sink.closes()).isEqualTo(1);
        }
    }

    /** The places of a bot's code that run on threads of ours, or that our threads wait for. */
    enum Inside {
        FLUSH,
        GAUGE,
        MAINTENANCE,
        CLOSE_STEP,
        HEALTH_CHECK,
        OBSERVER,
        LOG
    }

    @ParameterizedTest
    @EnumSource
    void close_fromInside_comesBackAndFlushes(Inside inside) {
        AtomicReference<@Nullable Botmetry> self = new AtomicReference<>();
        AtomicInteger closes = new AtomicInteger();
        Faults closing = Faults.calling(() -> {
            Botmetry botmetry = self.get();
            if (botmetry != null) {
                botmetry.close();
                closes.incrementAndGet();
            }
        });
        RecordingSink flushed = RecordingSink.every(SOON);
        Botmetry botmetry = with("test", wiring -> {
                    wiring.sink(inside == Inside.FLUSH ? closing.sink(flushed) : flushed);
                    wiring.onClose(inside == Inside.CLOSE_STEP ? closing.closer(limit -> {}) : limit -> {});
                    wiring.observe(inside == Inside.OBSERVER ? closing.observer(nothing()) : nothing());
                    wiring.health(
                            "inside",
                            () -> inside == Inside.HEALTH_CHECK
                                    ? closing.<Integer, Health>function(i -> Health.up())
                                            .apply(1)
                                    : Health.up());
                })
                .build();
        botmetry.stats().incr("calls", 7);
        self.set(botmetry);
        try (FaultyLog log = FaultyLog.start(inside == Inside.LOG ? closing : Faults.calling(() -> {}))) {
            switch (inside) {
                case FLUSH -> {}
                case CLOSE_STEP -> botmetry.close();
                case GAUGE -> botmetry.stats().gauge("size").read(closing.supplier(() -> 1));
                case MAINTENANCE -> botmetry.wiring().maintenance().execute(closing.task(() -> {}));
                case HEALTH_CHECK -> botmetry.health();
                case OBSERVER -> botmetry.report(new IllegalStateException("planned"));
                case LOG -> botmetry.stats().gauge("size", Double.NaN);
            }
            await().until(() -> closes.get() > 0);
        }
        assertThat(time(botmetry::close)).isLessThan(Duration.ofSeconds(5));
        assertThat(flushed.count("calls")).isEqualTo(7);
        assertThat(flushed.closes()).isEqualTo(1);
    }

    private static EventObserver nothing() {
        return new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                return null;
            }
        };
    }

    @Test
    void partsThatComeAfterClose_areClosedAtOnce() {
        Botmetry botmetry = with("test", wiring -> {}).build();
        botmetry.close();
        AtomicInteger closed = new AtomicInteger();
        botmetry.wiring().onClose(limit -> closed.incrementAndGet());
        botmetry.wiring().sink(sink);
        await().until(() -> closed.get() == 1 && sink.closes() == 1);
    }

    @Test
    void twoSinksOfOneName_haveAHealthEach() {
        RecordingSink second = RecordingSink.every(SOON);
        second.fail(new IllegalStateException("of the second"));
        try (Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .install(sink)
                .install(second)
                .build()) {
            await().until(() -> !Parts.health(botmetry, "recording-2").isUp());
            assertThat(Parts.health(botmetry, "recording").isUp()).isTrue();
        }
    }

    @Test
    void strictMode_fails_whoeverElseClosedBefore() throws Exception {
        AtomicReference<@Nullable Botmetry> self = new AtomicReference<>();
        Faults closing = Faults.calling(() -> {
            Botmetry botmetry = self.get();
            if (botmetry != null) {
                botmetry.close();
            }
        });
        Botmetry botmetry = with("test", wiring -> wiring.sink(closing.sink(RecordingSink.every(SOON))))
                .strict(true)
                .build();
        botmetry.stats().gauge("size", Double.NaN);
        self.set(botmetry);
        await().until(() -> closing.strikes() > 1);
        assertThatThrownBy(botmetry::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("size");
    }
}
