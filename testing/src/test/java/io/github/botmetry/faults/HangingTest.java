package io.github.botmetry.faults;

import static io.github.botmetry.faults.Parts.CLOSE_BUDGET;
import static io.github.botmetry.faults.Parts.SOON;
import static io.github.botmetry.faults.Parts.await;
import static io.github.botmetry.faults.Parts.health;
import static io.github.botmetry.faults.Parts.time;
import static io.github.botmetry.faults.Parts.with;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.testing.Fault;
import io.github.botmetry.testing.Faults;
import io.github.botmetry.testing.FaultyLog;
import io.github.botmetry.testing.RecordingSink;
import io.github.botmetry.wire.Logged;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts of others hang, in running and in closing: the rest goes on, the hanging one is named once, and once more when it is back. */
@Timeout(60)
class HangingTest {

    private final RecordingSink healthy = RecordingSink.every(SOON);

    @AfterEach
    void noThreadIsLeft() {
        Parts.awaitNoThread();
    }

    @Test
    void sink_besideAHealthyOne_isNamed_andGoesOnWhenItIsBack() {
        RecordingSink behind = RecordingSink.every(SOON);
        try (Logged logged = new Logged();
                Faults faults = Faults.of(Fault.BLOCK);
                Botmetry botmetry = with("broken", wiring -> wiring.sink(faults.sink(behind)))
                        .install(healthy)
                        .build()) {
            botmetry.stats().incr("calls", 11);
            await().until(() -> healthy.count("calls") == 11);
            await().until(() -> !health(botmetry, "broken").isUp());
            assertThat(health(botmetry, "broken").lastError()).contains("its flush has been hanging for");
            assertThat(health(botmetry, "broken").figures()).containsEntry("waiting", 11L);
            assertThat(health(botmetry, "recording").isUp()).isTrue();
            await().until(() -> !logged.at(Level.WARN).isEmpty());

            faults.end();
            await().until(() ->
                    behind.count("calls") == 11 && health(botmetry, "broken").isUp());
            await().until(() -> logged.at(Level.INFO).size() == 2);
            assertThat(logged.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("broken: its flush has not come back");
            assertThat(logged.at(Level.INFO).get(1)).contains("broken: no longer: \"its flush", "[hanging]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "BLOCK"})
    void sink_atClose_keepsNothingOfTheHealthyOne_andItsLossIsNamed(Fault fault) {
        RecordingSink behind = RecordingSink.every(SOON);
        try (Logged logged = new Logged();
                Faults faults = Faults.of(fault)) {
            Botmetry botmetry = with("broken", wiring -> wiring.sink(faults.everywhere(behind)))
                    .install(healthy)
                    .build();
            await().until(() -> faults.hanging() > 0);
            botmetry.stats().incr("calls", 11);
            assertThat(time(botmetry::close)).isLessThan(Duration.ofSeconds(5));
            assertThat(healthy.count("calls")).isEqualTo(11);
            assertThat(healthy.closes()).isEqualTo(1);
            assertThat(logged.at(Level.WARN))
                    .filteredOn(line -> line.contains("not delivered"))
                    .singleElement()
                    .asString()
                    .contains("broken: up to 11 recorded numbers were not delivered");
        }
    }

    /** Each has a share, and the last flush its own time. */
    @Test
    void closeSteps_leaveTheOthersAndTheLastFlushTheirTime() {
        AtomicInteger closed = new AtomicInteger();
        try (Logged logged = new Logged();
                Faults faults = Faults.of(Fault.BLOCK)) {
            Botmetry botmetry = with("broken", wiring -> {
                        wiring.onClose(limit -> closed.incrementAndGet());
                        wiring.onClose(faults.closer(limit -> {}));
                        wiring.onClose(faults.closer(limit -> {}));
                        wiring.onClose(faults.closer(limit -> {}));
                        wiring.onClose(limit -> closed.incrementAndGet());
                        wiring.sink(faults.sink(RecordingSink.atClose()));
                    })
                    .install(healthy)
                    .build();
            botmetry.stats().incr("calls", 2);
            assertThat(time(botmetry::close)).isLessThan(CLOSE_BUDGET);
            assertThat(closed).hasValue(2);
            assertThat(healthy.count("calls")).isEqualTo(2);
            assertThat(botmetry.warnings()).extracting(Warning::code).contains("close-limit");
            assertThat(logged.at(Level.WARN))
                    .anySatisfy(line -> assertThat(line).contains("broken: its close has not come back"));
            faults.end();
            await().until(() -> logged.at(Level.INFO).stream()
                    .anyMatch(line -> line.contains("broken: no longer: \"its close has not come back")));
        }
    }

    @Test
    void taskOfTheMaintenance_isNamed_andTheOthersGoOn() {
        AtomicInteger others = new AtomicInteger();
        try (Logged logged = new Logged();
                Faults faults = Faults.of(Fault.BLOCK);
                Botmetry botmetry = with("test", wiring -> {
                            wiring.maintenance().execute(faults.task(() -> {}));
                            wiring.maintenance()
                                    .scheduleWithFixedDelay(others::incrementAndGet, 50, 50, TimeUnit.MILLISECONDS);
                        })
                        .install(healthy)
                        .build()) {
            await().until(() -> others.get() >= 3);
            assertThat(health(botmetry, "maintenance").lastError()).contains("Faults has been hanging for");
            await().until(() -> !logged.at(Level.WARN).isEmpty());
            faults.end();
            await().until(() -> health(botmetry, "maintenance").isUp());
            await().until(() -> logged.at(Level.INFO).size() == 2);
            assertThat(logged.at(Level.WARN)).singleElement().asString().contains("a task has not come back for 5 s");
        }
    }

    @Test
    void healthCheck_isDownAfterASecond_andTheOthersAreAsked() {
        try (Logged logged = new Logged();
                Faults faults = Faults.of(Fault.BLOCK);
                Botmetry botmetry = with("test", wiring -> {
                            wiring.readiness(
                                    "broken",
                                    () -> faults.<Integer, Health>function(i -> Health.up())
                                            .apply(1));
                            wiring.health("sound", Health::up);
                        })
                        .build()) {
            for (int i = 0; i < 5; i++) {
                assertThat(health(botmetry, "broken").lastError()).contains("has been hanging for");
                assertThat(health(botmetry, "sound").isUp()).isTrue();
                assertThat(botmetry.wiring().isReady()).isFalse();
            }
            assertThat(faults.hanging()).isEqualTo(1);
            faults.end();
            await().until(() -> health(botmetry, "broken").isUp());
            await().until(() -> logged.at(Level.INFO).size() == 2);
            assertThat(logged.at(Level.WARN)).singleElement().asString().contains("health of broken");
        }
    }

    @Test
    void figuresAndWaitingOfASink_keepNeitherHealthNorClose() {
        try (Faults faults = Faults.of(Fault.BLOCK).times(0)) {
            Botmetry botmetry = with("broken", wiring -> wiring.sink(faults.everywhere(RecordingSink.atClose())))
                    .install(healthy)
                    .build();
            botmetry.stats().incr("calls", 4);
            faults.times(Integer.MAX_VALUE);
            assertThat(health(botmetry, "broken").isUp()).isFalse();
            assertThat(health(botmetry, "recording").isUp()).isTrue();
            assertThat(time(botmetry::close)).isLessThan(CLOSE_BUDGET);
            assertThat(healthy.count("calls")).isEqualTo(4);
            assertThat(botmetry.warnings())
                    .anySatisfy(
                            warning -> assertThat(warning.cause()).contains("4 recorded numbers were not delivered"));
        }
    }

    @Test
    void log_harmsNobodyWhoRecords_andIsNoReasonToCloseLate() {
        try (Faults faults = Faults.of(Fault.BLOCK);
                FaultyLog log = FaultyLog.start(faults)) {
            Botmetry botmetry = with("test", wiring -> wiring.sink(healthy)).build();
            await().until(() -> faults.hanging() == 1); // in the line that says what is installed
            for (int i = 0; i < 1_000; i++) {
                botmetry.stats().gauge("size", Double.NaN);
                botmetry.wiring().warnings().warn("test", "subject " + i, "planned", "");
            }
            botmetry.stats().incr("calls");
            await().until(() -> healthy.count("calls") == 1);
            assertThat(time(botmetry::close)).isLessThan(Duration.ofSeconds(5));
            assertThat(botmetry.warnings()).hasSize(102); // a hundred subjects, the others, and the refused value
            log.close();
        }
    }

    @Test
    void log_thatGoesOn_saysHowManyLinesWereDropped() {
        try (Faults faults = Faults.of(Fault.BLOCK);
                FaultyLog broken = FaultyLog.start(faults);
                Logged logged = new Logged();
                Botmetry botmetry = with("test", wiring -> {}).build()) {
            await().until(() -> faults.hanging() == 1);
            for (int code = 0; code < 5; code++) {
                for (int i = 0; i < 100; i++) {
                    botmetry.wiring().warnings().warn("test-" + code, "subject " + i, "planned", "");
                }
            }
            broken.close();
            await().until(() ->
                    logged.at(Level.WARN).stream().anyMatch(line -> line.contains("244 lines were dropped")));
        }
    }
}
