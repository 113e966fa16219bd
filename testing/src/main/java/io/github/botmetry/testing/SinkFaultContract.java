package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of faults in the contract: values and names of every kind, errors and interrupts during a flush, a close at the wrong
 * moment, and reads at any time.
 *
 * <p>No series throws, since Botmetry's cells do not, even if a supplier of the bot does.
 */
abstract class SinkFaultContract {

    private static final String COUNTER = "contract.counter";
    private static final int SERIES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    abstract RecordingStats stats();

    abstract StatsSinkContract.SinkUnderTest tested();

    private StatsSink sink() {
        return tested().sink();
    }

    private void flush() throws Exception {
        sink().flush(stats().series());
    }

    private Series series(String name) {
        for (Series one : stats().series()) {
            if (one.definition().name().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no series " + name + " in " + stats());
    }

    private long arrived(String name) {
        return tested().count((CounterSeries) series(name));
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.call()).as(what).isTrue();
    }

    private void awaitCount(String name, long expected) throws Exception {
        await(name + " must be " + expected + ", was " + arrived(name), () -> arrived(name) == expected);
    }

    /** A value that cannot be written must not affect the others. */
    @Test
    void flush_ofExtremeValues_deliversTheOthers() throws Exception {
        double[] extremes = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300, -1e-300, -0.0, 1L << 53};
        for (int i = 0; i < extremes.length; i++) {
            stats().gauge("contract.extreme" + i, extremes[i]);
        }
        stats().incr("contract.most", Long.MAX_VALUE);
        stats().timing("contract.longest", Duration.ofDays(300));
        stats().gauge("contract.absent").read(() -> Double.NaN);
        stats().incr(COUNTER, 3);
        stats().gauge("contract.gauge", 4);
        flush();
        flush();
        awaitCount(COUNTER, 3);
        GaugeSeries gauge = (GaugeSeries) series("contract.gauge");
        await("contract.gauge", () -> tested().value(gauge) == 4);
        assertThat(tested().value((GaugeSeries) series("contract.absent"))).isNaN();
    }

    @Test
    void flush_ofHostileNames_deliversTheOthers() throws Exception {
        List<String> hostile = List.of(
                "a:1|c\nb:2|c",
                "contract.#tag@0.5|g",
                "..",
                "\u0000\u001b[2J",
                "\u202e\ud83d\udc4d\ud83d",
                "constructor",
                "__proto__",
                "x".repeat(2_000));
        for (String name : hostile) {
            stats().incr(name);
            stats().gauge(name + ".gauge", 1);
            stats().timing(name + ".timer", Duration.ofMillis(1));
        }
        stats().incr(COUNTER, 3);
        flush();
        awaitCount(COUNTER, 3);
    }

    @TestFactory
    List<DynamicTest> flush_thatEndsInTheMiddle_neitherLosesNorRepeats() {
        return Arrays.stream(Fault.values())
                .filter(Fault::isThrown)
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> flushInHalves(fault)))
                .toList();
    }

    private void flushInHalves(Fault fault) throws Exception {
        String prefix = "contract." + fault + ".";
        for (int i = 0; i < SERIES; i++) {
            stats().incr(prefix + i, i + 1);
        }
        try (Faults faults = Faults.of(fault)) {
            for (int half = 1; half < 4; half++) {
                assertThatThrownBy(() -> sink().flush(brokenInTheMiddle(faults)))
                        .isInstanceOf(Throwable.class);
                Thread.interrupted();
            }
        }
        flush();
        flush();
        for (int i = 0; i < SERIES; i++) {
            awaitCount(prefix + i, i + 1);
        }
    }

    /** Gives series whose iterator throws, as it does when memory runs out. */
    private Iterable<Series> brokenInTheMiddle(Faults faults) {
        List<Series> all = new ArrayList<>();
        stats().series().forEach(all::add);
        int middle = all.size() - SERIES / 2;
        return () -> all.stream()
                .peek(one -> {
                    if (one.index() == all.get(middle).index()) {
                        faults.task(() -> {}).run();
                    }
                })
                .iterator();
    }

    @Test
    void flush_onAnInterruptedThread_neitherLosesNorRepeats() throws Exception {
        for (int round = 0; round < 10; round++) {
            stats().incr(COUNTER);
            Thread.currentThread().interrupt();
            try {
                flush();
            } catch (Exception e) {
                assertThat(round).isGreaterThanOrEqualTo(0); // a flush may throw: the next one delivers
            } finally {
                Thread.interrupted();
            }
        }
        flush();
        awaitCount(COUNTER, 10);
    }

    @Test
    void flush_afterClose_endsWithoutAnError() throws Exception {
        stats().incr(COUNTER);
        flush();
        sink().close(Duration.ofSeconds(2));
        stats().incr(COUNTER);
        FutureTask<Boolean> late = new FutureTask<>(() -> {
            try {
                flush();
            } catch (Exception e) {
                return true; // has no effect on the sink
            }
            return true;
        });
        new Thread(late, "late-flush").start();
        assertThat(late.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void close_whileAFlushRuns_endsBoth() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            stats().incr("contract.many" + i);
        }
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> flushing = new FutureTask<>(() -> {
            for (int round = 0; round < 20; round++) {
                try {
                    sink().flush(stats().series());
                } catch (Exception e) {
                    return true; // the sink was closed during the flush
                } finally {
                    begun.countDown();
                }
            }
            return true;
        });
        new Thread(flushing, "flush").start();
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        sink().close(Duration.ofSeconds(2));
        assertThat(flushing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Checks that waiting and arrived amounts are the recorded one, for sinks that know the waiting one. */
    @Test
    void waiting_isWhatWasRecordedAndDidNotArrive() throws Exception {
        assumeTrue(sink().waiting(stats().series()).isPresent(), "does not know what waits");
        flush();
        assertThat(sink().waiting(stats().series())).hasValue(0);
        stats().incr(COUNTER, 40);
        stats().timing("contract.timer", Duration.ofMillis(1));
        stats().timing("contract.timer", Duration.ofMillis(1));
        stats().gauge("contract.gauge", 7);
        requireConservation(42);
        if (tested().unreachable(true)) {
            assertThatThrownBy(this::flush).isInstanceOf(Exception.class);
            requireConservation(42);
            tested().unreachable(false);
        }
        flush();
        awaitCount(COUNTER, 40);
        assertThat(sink().waiting(stats().series())).hasValue(0);
        requireConservation(42);
    }

    private void requireConservation(long recorded) {
        long arrived =
                arrived(COUNTER) + tested().count((io.github.botmetry.stats.TimerSeries) series("contract.timer"));
        long waiting = sink().waiting(stats().series()).orElse(0);
        // Holds also for a sink that is read on request: nothing waits and all has arrived.
        assertThat(waiting + arrived)
                .as("waiting %s, arrived %s", waiting, arrived)
                .isEqualTo(recorded);
    }

    @Test
    void figuresAndWaiting_canBeAskedAtAnyTime() throws Exception {
        FutureTask<Integer> asking = new FutureTask<>(this::askAllTheTime);
        Thread asker = new Thread(asking, "asker");
        asker.start();
        for (int round = 0; round < 50; round++) {
            stats().incr(COUNTER + round, 10);
            flush();
        }
        sink().close(Duration.ofSeconds(2));
        asker.interrupt();
        assertThat(asking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isPositive();
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    private int askAllTheTime() {
        int rounds = 0;
        do {
            ask();
            rounds++;
        } while (!Thread.currentThread().isInterrupted());
        return rounds;
    }

    private void ask() {
        assertThat(sink().figures()).doesNotContainKey(null).doesNotContainValue(null);
        OptionalLong waiting = sink().waiting(stats().series());
        assertThat(waiting.orElse(0)).isBetween(0L, 500L);
        assertThat(sink().interval()).isPositive();
    }
}
