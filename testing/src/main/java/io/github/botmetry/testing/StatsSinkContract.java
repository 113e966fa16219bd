package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Gauge;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.stats.TimerListener;
import io.github.botmetry.stats.TimerSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Extend this to test a {@link StatsSink} for all that Botmetry expects of a sink.
 *
 * <pre>{@code
 * class MySinkTest extends StatsSinkContract {
 *     @Override
 *     protected SinkUnderTest sinkUnderTest() {
 *         return new MySinkWithItsServer();
 *     }
 * }
 * }</pre>
 *
 * <p>Each test makes a new sink, flushes it on one thread as Botmetry does, and waits for the numbers to arrive. Further tests
 * cause faults: extreme values, hostile names, errors and interrupts during a flush, a close at the wrong moment.
 */
public abstract class StatsSinkContract extends SinkFaultContract {

    private static final CounterDefinition VOTES = CounterDefinition.named("contract.votes")
            .labels("choice")
            .limit("choice", 2)
            .build();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int THREADS = 4;
    private static final int ROUNDS = 20_000;

    /** A sink together with the place that receives its numbers. */
    public interface SinkUnderTest extends AutoCloseable {

        StatsSink sink();

        /** Sum that has arrived of this counter so far. */
        long count(CounterSeries series);

        /** Value that the place shows for this gauge now; NaN if none has arrived. */
        double value(GaugeSeries series);

        /** Number of durations of this timer that have arrived so far, as the place counts them. */
        long count(TimerSeries series);

        /**
         * Makes the place unreachable, or reachable again.
         *
         * @return false if that cannot be done: outages are then not tested
         */
        default boolean unreachable(boolean isUnreachable) {
            return false;
        }

        /** Allowed error of the count of durations, as a ratio, if more are recorded between two flushes than are kept. */
        default double timingError() {
            return 0;
        }

        /** Listener of durations, for a sink that needs each one at once; null if it needs none. */
        default @Nullable TimerListener listener() {
            return null;
        }

        /** Ends the place; the sink is closed before. */
        @Override
        void close();
    }

    private final RecordingStats stats = RecordingStats.create();
    private SinkUnderTest tested;
    private Set<Thread> threadsBefore;

    /** Makes a new sink, and a new place for its numbers. */
    protected abstract SinkUnderTest sinkUnderTest() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        threadsBefore = Thread.getAllStackTraces().keySet();
        tested = sinkUnderTest();
        TimerListener listener = tested.listener();
        if (listener != null) {
            stats.listen(listener);
        }
    }

    @Override
    final RecordingStats stats() {
        return stats;
    }

    @Override
    final SinkUnderTest tested() {
        return tested;
    }

    @AfterEach
    final void closeAll() {
        tested.unreachable(false);
        tested.sink().close(LIMIT);
        tested.close();
        List<Thread> left = new ArrayList<>(Thread.getAllStackTraces().keySet());
        left.removeAll(threadsBefore);
        left.removeIf(StatsSinkContract::isOfTheJdk);
        awaitEqual(0L, () -> left.stream().filter(Thread::isAlive).count(), "threads left behind of " + left);
    }

    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup")
                || thread.getName().startsWith("ForkJoinPool.commonPool");
    }

    @Test
    void flush_afterCounting_deliversAllOfIt() throws Exception {
        stats.incr("contract.counter", 41);
        stats.incr("contract.counter");
        flush();
        awaitCount("contract.counter", 42);
    }

    @Test
    void flush_secondTime_deliversOnlyWhatCameBetween() throws Exception {
        stats.incr("contract.counter", 5);
        flush();
        stats.incr("contract.counter", 2);
        flush();
        flush();
        awaitCount("contract.counter", 7);
        settle();
        awaitCount("contract.counter", 7);
    }

    @Test
    void flush_afterSettingGauge_showsTheLastValue() throws Exception {
        Gauge gauge = stats.gauge("contract.gauge");
        for (double value : new double[] {3, 10, -4, -4.5, 0, 0.25, 1e15}) {
            gauge.set(12);
            gauge.set(value);
            flush();
            awaitValue("contract.gauge", value);
        }
    }

    @Test
    void flush_gaugeThatWasNeverSet_showsNothing() throws Exception {
        stats.gauge("contract.gauge");
        settle();
        assertThat(tested.value((GaugeSeries) series("contract.gauge"))).isNaN();
    }

    @Test
    void flush_afterTiming_deliversEachDuration() throws Exception {
        for (int i = 0; i < 100; i++) {
            stats.timing("contract.timer", Duration.ofMillis(i));
        }
        flush();
        stats.timing("contract.timer", Duration.ofNanos(1));
        flush();
        awaitTimings("contract.timer", 101);
    }

    @Test
    void flush_afterMoreTimingsThanAreKept_stillDeliversTheirCount() throws Exception {
        Timer timer = stats.timer("contract.timer");
        for (int i = 0; i < ROUNDS; i++) {
            timer.recordNanos(i);
        }
        flush();
        awaitManyTimings("contract.timer", ROUNDS);
    }

    @Test
    void flush_valuesOverTheLimit_deliversThemAsOther() throws Exception {
        for (int i = 0; i < 10; i++) {
            stats.counter(VOTES, "choice" + i).incr();
        }
        flush();
        awaitCount(VOTES, "choice0", 1);
        awaitCount(VOTES, "choice1", 1);
        awaitCount(VOTES, SeriesTable.OTHER, 8);
    }

    @Test
    void flush_hostileLabelValues_deliversTheirCounts() throws Exception {
        stats.counter(VOTES, "a:1|c\nb:2|c").incr(3);
        stats.counter(VOTES, "\u043e\u0431\u0449\u0438\u0439 \ud83d\udc4d\ud83d")
                .incr(4);
        flush();
        awaitCount(VOTES, "a:1|c\nb:2|c", 3);
        awaitCount(VOTES, "\u043e\u0431\u0449\u0438\u0439 \ud83d\udc4d\ud83d", 4);
    }

    @Test
    void flush_seriesThatCameLater_areDeliveredToo() throws Exception {
        for (int i = 0; i < 40; i++) {
            stats.incr("contract.counter" + i, i);
            flush();
        }
        awaitCount("contract.counter39", 39);
        awaitCount("contract.counter1", 1);
    }

    @Test
    void flush_ofNothing_isHarmless() {
        assertThatCode(() -> tested.sink().flush(List.of())).doesNotThrowAnyException();
    }

    @Test
    void flush_whileUnreachable_throwsAndTakesNothing() throws Exception {
        assumeTrue(tested.unreachable(true), "cannot be made unreachable");
        stats.incr("contract.counter", 3);
        stats.gauge("contract.gauge", -1);
        stats.timing("contract.timer", Duration.ofMillis(1));
        assertThatThrownBy(this::flush).isInstanceOf(Exception.class);
        stats.incr("contract.counter", 4);
        assertThatThrownBy(this::flush).isInstanceOf(Exception.class);
        tested.unreachable(false);
        flush();
        awaitCount("contract.counter", 7);
        awaitValue("contract.gauge", -1);
        awaitTimings("contract.timer", 1);
    }

    @Test
    void flush_whileOthersRecord_losesNothingAndInventsNothing() throws Exception {
        List<Thread> threads = recorders();
        threads.forEach(Thread::start);
        boolean isUnreachable = false;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            isUnreachable = tested.unreachable(!isUnreachable) && !isUnreachable;
            flushUnless(isUnreachable);
        }
        tested.unreachable(false);
        flush();
        settle();
        awaitCount("contract.counter", (long) THREADS * ROUNDS);
        awaitManyTimings("contract.timer", (long) THREADS * ROUNDS);
    }

    private void flushUnless(boolean isUnreachable) throws Exception {
        if (isUnreachable) {
            assertThatThrownBy(this::flush).isInstanceOf(Exception.class);
        } else {
            flush();
        }
    }

    private List<Thread> recorders() {
        Counter counter = stats.counter("contract.counter");
        Timer timer = stats.timer("contract.timer");
        Runnable recorder = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                counter.incr();
                timer.recordNanos(i);
            }
        };
        return Stream.generate(() -> new Thread(recorder)).limit(THREADS).toList();
    }

    @Test
    void close_twice_isHarmlessAndWithinItsLimit() throws Exception {
        stats.incr("contract.counter");
        flush();
        long started = System.nanoTime();
        tested.sink().close(Duration.ofSeconds(2));
        tested.sink().close(Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        awaitCount("contract.counter", 1);
    }

    @Test
    void interval_isPositiveAndStaysTheSame() {
        assertThat(tested.sink().interval())
                .isPositive()
                .isEqualTo(tested.sink().interval());
    }

    private void flush() throws Exception {
        tested.sink().flush(stats.series());
    }

    /** Sends one more number and waits for it, so that all earlier ones have arrived. */
    private void settle() throws Exception {
        stats.incr("contract.settled");
        flush();
        awaitCount("contract.settled", stats.count("contract.settled"));
    }

    private Series series(String name) {
        return find(name, List.of());
    }

    private Series find(String name, List<String> labelValues) {
        for (Series one : stats.series()) {
            if (one.definition().name().equals(name) && one.labelValues().equals(labelValues)) {
                return one;
            }
        }
        throw new AssertionError("no series " + name + labelValues + " in " + stats);
    }

    private void awaitCount(String name, long expected) {
        CounterSeries counter = (CounterSeries) series(name);
        awaitEqual(expected, () -> tested.count(counter), name);
    }

    private void awaitCount(CounterDefinition definition, String labelValue, long expected) {
        CounterSeries counter = (CounterSeries) find(definition.name(), List.of(labelValue));
        awaitEqual(expected, () -> tested.count(counter), counter.toString());
    }

    private void awaitTimings(String name, long expected) {
        TimerSeries timer = (TimerSeries) series(name);
        awaitEqual(expected, () -> tested.count(timer), name);
    }

    private void awaitManyTimings(String name, long expected) throws Exception {
        if (tested.timingError() == 0) {
            awaitTimings(name, expected);
            return;
        }
        settle();
        TimerSeries timer = (TimerSeries) series(name);
        assertThat(tested.count(timer)).as(name).isCloseTo(expected, Offset.offset((long)
                (expected * tested.timingError())));
    }

    private void awaitValue(String name, double expected) {
        GaugeSeries gauge = (GaugeSeries) series(name);
        awaitEqual(expected, () -> tested.value(gauge), name);
    }

    private static <T> void awaitEqual(T expected, Supplier<T> arrived, String what) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!expected.equals(arrived.get()) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(arrived.get()).as(what).isEqualTo(expected);
    }
}
