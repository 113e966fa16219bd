package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClosedTest {

    private static final int THREADS = 4;

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(100, warnings);
    private final Stats stats = table.stats();

    private long amount(String name) {
        return new Values(table.series()).amount(name);
    }

    private long closed() {
        return Values.refused(table, "closed");
    }

    @Test
    void recording_afterClose_isRefusedInAmounts_andSaidOnce() {
        Counter counter = stats.counter("counter");
        Timer timer = stats.timer("timer");
        counter.incr(5);
        timer.recordNanos(1);
        stats.gauge("gauge", 1);
        table.close();

        counter.incr(7);
        stats.incr("counter");
        timer.record(Duration.ZERO);
        stats.gauge("gauge", 2);
        stats.incr("new", 100);
        stats.incr("new.{part}", "x");
        stats.timing("new too", Duration.ZERO);
        stats.gauge("new three").read(() -> 1);

        assertThat(closed()).isEqualTo(7 + 1 + 1 + 1 + 100 + 1 + 1 + 1);
        assertThat(amount("counter")).isEqualTo(5);
        assertThat(amount("timer")).isEqualTo(1);
        assertThat(new Values(table.series()).gauge("gauge")).isEqualTo(1);
        assertThat(warnings.list())
                .filteredOn(one -> one.code().equals(Warning.REFUSED_CLOSED))
                .singleElement()
                .satisfies(one -> assertThat(one.subject()).isEqualTo("counter"));
    }

    @Test
    void lookUps_afterClose_neverThrow() {
        stats.counter(CounterDefinition.named("declared").help("one").build()).incr();
        stats.incr("counter");
        table.close();
        int size = table.size();

        assertThatCode(() -> {
                    stats.counter(
                            CounterDefinition.named("declared").help("two").build());
                    stats.gauge(GaugeDefinition.named("declared").build()).set(1);
                    stats.timer("counter").recordNanos(1);
                    stats.namespace("deep").namespace("deeper").incr("x");
                    stats.counter((String) null).incr();
                    stats.counter(CounterDefinition.named("new").labels("a").build(), "b");
                })
                .doesNotThrowAnyException();
        assertThat(table.size()).isEqualTo(size);
    }

    @Test
    void refusedClosed_doesNotFailStrictMode_sinceABotMayGoOnWhenItsTestEnds() {
        Warnings strict = new Warnings(true);
        SeriesTable strictTable = new SeriesTable(10, strict);
        strictTable.close();
        strictTable.stats().incr("late");

        assertThatCode(strict::throwIfStrict).doesNotThrowAnyException();
        assertThat(strict.list())
                .singleElement()
                .satisfies(one -> assertThat(one.code()).isEqualTo(Warning.REFUSED_CLOSED));
    }

    @Test
    void ownNumbers_goOn_sinceTheLastFlushCountsInThem() {
        CounterDefinition own =
                CounterDefinition.named("botmetry.own").labels("a").build();
        Counter before = stats.counter(own, "before");
        table.close();

        before.incr(2);
        stats.counter(own, "after").incr(3);

        assertThat(amount("botmetry.own")).isEqualTo(5);
        assertThat(closed()).isZero();
    }

    @RepeatedTest(20)
    void increments_thatRaceWithClose_areDeliveredOrRefused_eachOnce() throws Exception {
        Counter counter = stats.counter("counter");
        LongAdder recorded = new LongAdder();
        List<Thread> threads = racing(i -> {
            counter.incr(3);
            stats.incr("by.name");
            stats.incr("new" + i);
            recorded.add(5);
        });
        while (recorded.sum() < 1_000) {
            Thread.onSpinWait();
        }
        table.close();
        long delivered = delivered();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(delivered()).isEqualTo(delivered);
        assertThat(delivered + closed()).isEqualTo(recorded.sum());
        assertThat(closed()).isPositive();
    }

    private long delivered() {
        long delivered = 0;
        for (Series one : table.series()) {
            if (one instanceof CounterSeries counter && !one.definition().name().startsWith("botmetry.")) {
                delivered += counter.total();
            }
        }
        return delivered;
    }

    @RepeatedTest(20)
    void durations_thatRaceWithClose_areDeliveredOrRefused() throws Exception {
        Timer timer = stats.timer("timer");
        LongAdder recorded = new LongAdder();
        List<Thread> threads = racing(i -> {
            timer.recordNanos(i);
            recorded.increment();
        });
        while (recorded.sum() < 1_000) {
            Thread.onSpinWait();
        }
        table.close();
        long delivered = amount("timer");
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(amount("timer")).isEqualTo(delivered);
        assertThat(delivered + closed()).isEqualTo(recorded.sum());
    }

    /** Records on some threads until the table is closed, and some times after that. */
    private List<Thread> racing(IntConsumer recording) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0, after = 0; after < 200; n++) {
                    recording.accept(n);
                    after += closed() > 0 || n > 1_000_000 ? 1 : 0;
                }
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }
}
