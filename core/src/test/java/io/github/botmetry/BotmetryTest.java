package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BotmetryTest {

    private static final class Installed implements Integration {
        private final java.util.function.Consumer<Wiring> body;

        Installed(java.util.function.Consumer<Wiring> body) {
            this.body = body;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void install(Wiring wiring) {
            body.accept(wiring);
        }
    }

    private static Botmetry.Builder with(java.util.function.Consumer<Wiring> body) {
        return Botmetry.builder().shutdownHook(false).install(new Installed(body));
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("botmetry-"))
                .toList();
    }

    @Test
    void close_runsStepsInReverse_flushesOnceMore_andLeavesNoThread() {
        List<String> order = new ArrayList<>();
        Botmetry botmetry = with(wiring -> {
                    wiring.sink(series -> order.add("flush"));
                    wiring.onClose(left -> order.add("first"));
                    wiring.onClose(left -> order.add("second"));
                    wiring.maintenance().execute(() -> {});
                })
                .build();

        botmetry.close();
        botmetry.close();

        assertThat(order).containsExactly("second", "first", "flush");
        Awaitility.await().until(() -> ownThreads().isEmpty());
    }

    @Test
    void close_fromACallback_doesNotWaitForItself() {
        Botmetry[] self = new Botmetry[1];
        AtomicInteger closed = new AtomicInteger();
        self[0] = with(wiring -> wiring.sink(series -> {
                    self[0].close();
                    closed.incrementAndGet();
                }))
                .build();

        self[0].close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void close_withASinkThatHangs_keepsItsLimit_andInterruptsIt() {
        CountDownLatch interrupted = new CountDownLatch(1);
        Botmetry botmetry = with(wiring -> wiring.sink(series -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                }))
                .build();
        long started = System.nanoTime();

        botmetry.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void sink_thatThrows_isCalledAgain_andTheTotalsComeAgain() {
        List<Long> totals = new ArrayList<>();
        StatsSink flaky = new StatsSink() {
            @Override
            public void flush(Iterable<Series> series) throws IOException {
                for (Series one : series) {
                    if (one instanceof CounterSeries counter
                            && one.definition().name().equals("kept")) {
                        totals.add(counter.total());
                    }
                }
                if (totals.size() == 1) {
                    throw new IOException("not now");
                }
            }

            @Override
            public Duration interval() {
                return Duration.ofMillis(10);
            }
        };
        try (Botmetry botmetry = with(wiring -> wiring.sink(flaky)).build()) {
            botmetry.stats().incr("kept", 5);
            Awaitility.await().until(() -> totals.size() >= 3);
        }

        assertThat(totals).contains(5L).doesNotContain(10L);
    }

    @Test
    void strict_makesWhatWasSwallowedFailOnClose() {
        Botmetry botmetry = with(wiring -> {}).strict(true).build();
        botmetry.stats().gauge("g", Double.NaN);

        assertThatThrownBy(botmetry::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void problem_withWhatACallerPassed_isOneShortLine() {
        Botmetry botmetry = with(wiring -> {}).strict(true).build();
        botmetry.stats().incr("evil\nERROR forged " + "x".repeat(10_000));
        botmetry.stats().gauge("evil\nERROR forged " + "x".repeat(10_000), 1);

        assertThatThrownBy(botmetry::close).message().hasSizeLessThan(600).doesNotContain("\n");
    }

    @Test
    void report_isCountedOnce_alsoThroughAWrapper_andGivesTheIdOfTheReport() {
        List<Failure> seen = new ArrayList<>();
        EventObserver reporter = new EventObserver() {
            @Override
            public String failed(@Nullable BotEvent event, Failure failure) {
                seen.add(failure);
                return "report-" + seen.size();
            }
        };
        try (Botmetry botmetry = with(wiring -> wiring.observe(reporter)).build()) {
            IllegalStateException error = new IllegalStateException("x");

            assertThat(botmetry.report(error)).isEqualTo("report-1");
            assertThat(botmetry.report(new RuntimeException(error))).isEqualTo("report-1");
            assertThat(seen)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.error()).isSameAs(error));
        }
    }

    @Test
    void observer_thatThrows_disturbsNobody() {
        EventObserver broken = new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                throw new IllegalStateException("broken observer");
            }
        };
        try (Botmetry botmetry = with(wiring -> wiring.observe(broken)).build()) {
            assertThatCode(() -> botmetry.report(new IOException("x"))).doesNotThrowAnyException();
            assertThat(botmetry.wiring().series())
                    .filteredOn(series -> series.definition().name().equals("botmetry.guard.failures"))
                    .singleElement()
                    .satisfies(series ->
                            assertThat(((CounterSeries) series).total()).isEqualTo(1));
        }
    }

    @Test
    void task_isCountedByOutcome_andThrowsOn() {
        try (Botmetry botmetry = with(wiring -> {}).build()) {
            botmetry.wrapTask("sync", () -> {}).run();
            Runnable failing = botmetry.wrapTask("sync", () -> {
                throw new IllegalStateException("x");
            });
            assertThatThrownBy(failing::run).hasMessage("x");

            assertThat(botmetry.wiring().series())
                    .filteredOn(series -> series.definition().name().equals("tasks"))
                    .extracting(Series::labelValues)
                    .containsExactlyInAnyOrder(List.of("sync", "ok"), List.of("sync", "error"));
            assertThat(botmetry.wiring().series())
                    .filteredOn(series -> series.definition().name().equals("discord.errors"))
                    .extracting(Series::labelValues)
                    .containsExactly(List.of("task", "IllegalStateException"));
        }
    }

    @Test
    void integrationWithoutItsLibrary_isOneWarning_andTheOthersRun() {
        AtomicBoolean isInstalled = new AtomicBoolean();
        Botmetry.Builder builder = with(wiring -> {
                    throw new NoClassDefFoundError("io/sentry/Sentry"); // and so would its description
                })
                .install(new Installed(wiring -> isInstalled.set(true)));
        try (Botmetry botmetry = builder.build()) {
            assertThat(isInstalled).isTrue();
            assertThat(botmetry.warnings())
                    .singleElement()
                    .satisfies(one -> assertThat(one.code()).isEqualTo("library-missing"))
                    .satisfies(one -> assertThat(one.cause()).contains("io/sentry/Sentry"));
        }
    }

    @Test
    void noop_andSwitchedOff_recordNothingAndStartNothing() {
        try (Botmetry noop = Botmetry.noop();
                Botmetry off = Botmetry.builder()
                        .environment(Map.of("BOTMETRY_ENABLED", "false", "BOTMETRY_STATSD_HOST", "localhost"))
                        .build()) {
            for (Botmetry botmetry : List.of(noop, off)) {
                botmetry.stats().incr("x");
                assertThat(botmetry.isEnabled()).isFalse();
                assertThat(botmetry.health()).isEmpty();
            }
            Awaitility.await().until(() -> ownThreads().isEmpty());
        }
    }

    @Test
    void bot_isReady_onlyWhenSomethingIsNeededAndAllOfItIsUp() {
        AtomicBoolean connected = new AtomicBoolean();
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            Wiring wiring = botmetry.wiring();
            wiring.health("statsd", () -> Health.down("no server"));
            assertThat(wiring.isReady()).isFalse();

            wiring.readiness("gateway", () -> connected.get() ? Health.up() : Health.down("no shard is connected"));
            assertThat(wiring.isReady()).isFalse();
            assertThat(wiring.health()).containsKeys("statsd", "gateway");

            connected.set(true);
            assertThat(wiring.isReady()).isTrue();

            wiring.readiness("database", () -> {
                throw new IllegalStateException("broken check");
            });
            assertThat(wiring.isReady()).isFalse();
        }
    }

    @Test
    void privacy_thatThrows_countsAsOptedOut_andHashesDependOnTheKey() {
        Privacy privacy = Privacy.builder()
                .userOptedOut(id -> {
                    throw new IllegalStateException("store is down");
                })
                .hashKey("0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .build();

        assertThat(privacy.allowsUser(7)).isFalse();
        assertThat(privacy.allowsUser(0)).isTrue();
        assertThat(Privacy.defaults().allowsUser(BotEvent.WITHHELD)).isFalse();
        assertThat(Privacy.defaults().allowsGuild(BotEvent.WITHHELD)).isFalse();
        assertThat(privacy.allowsGuild(7)).isTrue();
        assertThat(privacy.hash(7)).hasSize(32).isEqualTo(privacy.hash(7)).isNotEqualTo(privacy.hash(8));
        assertThat(Privacy.defaults().hash(7)).isNotEqualTo(privacy.hash(7));
    }

    @Test
    void trace_isThatOfTheTracerToldLast_andNullWhileNoneOrOneThatThrows() {
        TraceContext running = new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        try (Botmetry botmetry = with(wiring -> {}).build()) {
            Wiring wiring = botmetry.wiring();
            assertThat(wiring.trace()).isNull();

            wiring.traces(() -> running);
            assertThat(wiring.trace()).isEqualTo(running);

            wiring.traces(() -> new TraceContext("not hexadecimal", "b7ad6b7169203331", true));
            assertThat(wiring.trace()).isNull();
        }
    }
}
