package io.github.botmetry.faults;

import static io.github.botmetry.faults.Parts.SOON;
import static io.github.botmetry.faults.Parts.await;
import static io.github.botmetry.faults.Parts.health;
import static io.github.botmetry.faults.Parts.integration;
import static io.github.botmetry.faults.Parts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.testing.Fault;
import io.github.botmetry.testing.Faults;
import io.github.botmetry.testing.FaultyLog;
import io.github.botmetry.testing.RecordingSink;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.wire.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each part of others throws each kind of throwable: it costs this part its turn, is said once, and nothing else. */
@Timeout(60)
class ThrownTest {

    private final RecordingSink healthy = RecordingSink.every(SOON);

    @AfterEach
    void noThreadIsLeft() {
        Parts.awaitNoThread();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INTERRUPT", "HANG", "BLOCK"})
    void sink(Fault fault) {
        RecordingSink behind = RecordingSink.every(SOON);
        try (Logged logged = new Logged();
                Faults faults = Faults.of(fault);
                Botmetry botmetry = with("broken", wiring -> wiring.sink(faults.sink(behind)))
                        .install(healthy)
                        .build()) {
            botmetry.stats().incr("calls", 3);
            await().until(() -> faults.strikes() >= 3 && healthy.count("calls") == 3);
            assertThat(health(botmetry, "broken").isUp()).isFalse();
            assertThat(health(botmetry, "broken").lastError()).contains(nameOf(fault));
            assertThat(health(botmetry, "broken").figures()).containsEntry("waiting", 3L);

            faults.end();
            await().until(() ->
                    behind.count("calls") == 3 && health(botmetry, "broken").isUp());
            await().until(() -> logged.at(Level.INFO).size() == 2);
            assertThat(logged.at(Level.INFO).get(1)).contains("broken works again after", "[outage]");
            assertThat(logged.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("broken failed", nameOf(fault), "[outage]");
            assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.isOver()).isTrue();
                assertThat(warning.count()).isEqualTo(faults.strikes());
            });
        }
        assertThat(behind.count("calls")).isEqualTo(3);
    }

    /** Its class, or what it says; nothing is told of an exception that cannot be asked but its class. */
    private static String nameOf(Fault fault) {
        return switch (fault) {
            case HOSTILE_EXCEPTION, HANGING_EXCEPTION -> "HostileException";
            case RECURSION -> "StackOverflowError";
            case OTHER_ERROR -> "OtherError: planned";
            case LINKAGE_ERROR -> "NoClassDefFoundError: planned";
            case OUT_OF_MEMORY -> "OutOfMemoryError: planned";
            default -> ": planned";
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG", "BLOCK"})
    void supplierOfAGauge(Fault fault) {
        try (Faults faults = Faults.of(fault);
                Botmetry botmetry = with("test", wiring -> wiring.sink(healthy)).build()) {
            botmetry.stats().gauge("broken").read(faults.supplier(() -> 7));
            botmetry.stats().gauge("sound").read(() -> 8);
            botmetry.stats().incr("calls");
            await().until(() -> faults.strikes() > 0 && healthy.count("calls") == 1 && healthy.value("sound") == 8);
            faults.end();
            await().until(() -> healthy.value("broken") == 7);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG", "BLOCK"})
    void observer(Fault fault) {
        List<Throwable> seen = new ArrayList<>();
        EventObserver sound = new EventObserver() {
            @Override
            public String failed(io.github.botmetry.event.BotEvent event, io.github.botmetry.event.Failure failure) {
                seen.add(failure.error());
                return "report";
            }
        };
        try (Faults faults = Faults.of(fault);
                Botmetry botmetry = with("test", wiring -> wiring.observe(faults.observer(new EventObserver() {})))
                        .install(integration("sound", wiring -> wiring.observe(sound)))
                        .build()) {
            for (int i = 0; i < 3; i++) {
                IllegalStateException error = new IllegalStateException("of the bot");
                assertThat(botmetry.report(error)).isEqualTo("report");
                assertThat(seen).last().isSameAs(error);
            }
            Thread.interrupted();
            assertThat(faults.strikes()).isEqualTo(3);
            assertThat(RecordingStats.of(botmetry).count("discord.errors", "reported", "IllegalStateException"))
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG", "BLOCK"})
    void taskOfTheMaintenance(Fault fault) {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        try (Faults faults = Faults.of(fault).times(3);
                Botmetry botmetry = with("test", wiring -> {
                            var maintenance = wiring.maintenance();
                            maintenance.scheduleAtFixedRate(
                                    faults.task(runs::incrementAndGet), 0, 10, TimeUnit.MILLISECONDS);
                            maintenance.scheduleWithFixedDelay(others::incrementAndGet, 0, 10, TimeUnit.MILLISECONDS);
                        })
                        .build()) {
            await().until(() -> faults.strikes() == 3 && runs.get() > 2 && others.get() > 2);
            assertThat(health(botmetry, "maintenance").isUp()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG", "BLOCK"})
    void healthCheck(Fault fault) {
        try (Faults faults = Faults.of(fault);
                Botmetry botmetry = with("test", wiring -> {
                            wiring.readiness(
                                    "broken",
                                    () -> faults.<Integer, Health>function(i -> Health.up())
                                            .apply(1));
                            wiring.health("sound", Health::up);
                        })
                        .build()) {
            assertThat(health(botmetry, "broken").isUp()).isEqualTo(!fault.isThrown());
            assertThat(botmetry.wiring().isReady()).isEqualTo(!fault.isThrown());
            assertThat(health(botmetry, "sound").isUp()).isTrue();
            faults.end();
            await().until(() -> health(botmetry, "broken").isUp());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG", "BLOCK"})
    void everyMethodOfASink_andACloseStep(Fault fault) {
        AtomicInteger closed = new AtomicInteger();
        RecordingSink behind = RecordingSink.every(SOON);
        try (Faults faults = Faults.of(fault)) {
            Botmetry botmetry = with("broken", wiring -> {
                        wiring.onClose(limit -> closed.incrementAndGet());
                        wiring.onClose(faults.closer(limit -> {}));
                        wiring.sink(faults.everywhere(behind));
                    })
                    .install(healthy)
                    .build();
            botmetry.stats().incr("calls", 5);
            assertThatCode(botmetry::health).doesNotThrowAnyException();
            botmetry.close();
            assertThat(closed).hasValue(1);
            assertThat(healthy.count("calls")).isEqualTo(5);
            assertThat(healthy.closes()).isEqualTo(1);
            if (fault.isThrown()) {
                assertThat(botmetry.warnings())
                        .filteredOn(warning -> warning.code().equals("not-delivered"))
                        .extracting(Warning::cause)
                        .singleElement()
                        .asString()
                        .contains("5 recorded numbers were not delivered");
            } else {
                assertThat(behind.count("calls")).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG", "BLOCK"})
    void log(Fault fault) {
        StatsSink failing = series -> {
            throw new IllegalStateException("of the sink");
        };
        try (Faults faults = Faults.of(fault);
                FaultyLog log = FaultyLog.start(faults)) {
            Botmetry botmetry = with("failing", wiring -> wiring.sink(failing))
                    .install(healthy)
                    .build();
            botmetry.stats().incr("calls");
            botmetry.stats().gauge("size", Double.NaN);
            botmetry.close();
            await().until(() -> faults.strikes() >= 3);
            assertThat(healthy.count("calls")).isEqualTo(1);
            assertThat(botmetry.warnings()).extracting(Warning::code).contains("outage", "refused-value");
            log.close();
        }
    }

    /** Where the interval is long, the end comes at once all the same. */
    @ParameterizedTest
    @EnumSource(names = {"INTERRUPT", "INTERRUPTED_EXCEPTION"})
    void interruptOfASink_neitherEndsItsLoopNorShortensItsDelay(Fault fault) {
        RecordingSink behind = RecordingSink.every(Duration.ofMillis(300));
        try (Faults faults = Faults.of(fault).times(3);
                Botmetry botmetry = with("broken", wiring -> wiring.sink(faults.sink(behind)))
                        .build()) {
            long start = System.nanoTime();
            await().until(() -> faults.strikes() == 3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(600));
            botmetry.stats().incr("calls");
        }
        assertThat(behind.count("calls")).isEqualTo(1);
    }
}
