package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaugeReaderTest {

    /** For all that should take a second, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Warnings warnings = new Warnings(false);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final SeriesTable table = new SeriesTable(100, warnings, this::thread);
    private final Stats stats = table.stats();
    private final CountDownLatch end = new CountDownLatch(1);

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "gauges-under-test");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        end.countDown();
        table.close();
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private double hang() {
        boolean interrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted = true; // the worst of its kind does not listen
            }
        }
        return interrupted ? -1 : -2;
    }

    private Values read() {
        return new Values(table.read(Duration.ZERO));
    }

    private List<Warning> warningsOf(String code) {
        return warnings.list().stream().filter(one -> one.code().equals(code)).toList();
    }

    private void register(String name, DoubleSupplier supplier) {
        stats.gauge(name).read(supplier);
    }

    private long alive() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    @Test
    void noThread_isMade_whileThereIsNoSupplier() throws Exception {
        stats.gauge("set", 1);
        assertThat(new Values(table.read()).gauge("set")).isEqualTo(1);
        assertThat(new Values(table.readNow()).gauge("botmetry.series")).isEqualTo(table.size());
        assertThat(threads).isEmpty();
    }

    @Test
    void values_youngerThanASecond_areNotAskedForAgain_unlessAReaderWantsThemNow() {
        AtomicInteger asked = new AtomicInteger();
        register("asked", asked::incrementAndGet);

        table.read();
        int before = asked.get();
        long started = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            table.read(Duration.ofSeconds(1));
            table.series().forEach(one -> assertThat(one.toString()).isNotEmpty());
            table.size();
            table.gaugeAnswers();
        }
        int after = asked.get();
        assertThat(after - before).isLessThanOrEqualTo(1 + (int) secondsSince(started));
        assertThat(new Values(table.readNow()).gauge("asked")).isEqualTo(after + 1);
        assertThat(new Values(table.series()).gauge("asked")).isEqualTo(after + 1);
    }

    private static long secondsSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanoTime);
    }

    @Test
    void supplier_thatIsNew_isAskedHoweverYoungOthersAre() {
        register("first", () -> 1);
        table.read(Duration.ofSeconds(1));
        register("second", () -> 2);

        assertThat(new Values(table.read(Duration.ofSeconds(1))).gauge("second"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                OutOfMemoryError.class,
                StackOverflowError.class,
                NoClassDefFoundError.class,
                InterruptedException.class
            })
    void supplier_thatThrows_isAbsent_countedAndNamed_andTheOthersAreThere(Class<? extends Throwable> type) {
        AtomicBoolean throwing = new AtomicBoolean(true);
        register("before", () -> 1);
        register("broken", () -> {
            if (throwing.get()) {
                throw Sneaky.thrown(type);
            }
            return 5;
        });
        register("after", () -> 2);

        for (int i = 0; i < 3; i++) {
            Values values = new Values(table.readNow());
            assertThat(values.gauge("before")).isEqualTo(1);
            assertThat(values.gauge("after")).isEqualTo(2);
            assertThat(values.gauge("broken")).isNaN();
        }
        assertThat(table.gaugeAnswers().areFine()).isFalse();
        assertThat(table.gaugeAnswers().lastError()).startsWith("broken: " + type.getName());
        assertThat(warningsOf(Warning.OUTAGE)).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("gauge supplier broken");
            assertThat(one.count()).isEqualTo(3);
            assertThat(one.isOver()).isFalse();
        });

        throwing.set(false);
        assertThat(new Values(table.readNow()).gauge("broken")).isEqualTo(5);
        assertThat(table.gaugeAnswers().areFine()).isTrue();
        assertThat(warningsOf(Warning.OUTAGE)).allMatch(Warning::isOver);
    }

    @Test
    void supplier_thatRecursesUntilItsStackEnds_harmsNoOther() {
        register("deep", new DoubleSupplier() {
            @Override
            public double getAsDouble() {
                stats.incr("depth");
                stats.timing("depth.timer", Duration.ofNanos(1));
                return getAsDouble() + 1;
            }
        });
        register("after", () -> 2);

        Values values = new Values(table.readNow());
        assertThat(values.gauge("after")).isEqualTo(2);
        assertThat(values.gauge("deep")).isNaN();
    }

    @Test
    void supplier_thatHangs_isAbsentAndNamed_holdsOneThread_andTheOthersAreThere() {
        for (int i = 0; i < 5; i++) {
            int value = i;
            register("healthy" + i, () -> value);
        }
        register("stuck", this::hang);
        for (int i = 5; i < 10; i++) {
            int value = i;
            register("healthy" + i, () -> value);
        }

        for (int round = 0; round < 10; round++) {
            Values values = read();
            assertThat(values.gauge("stuck")).isNaN();
            for (int i = 0; i < 10; i++) {
                assertThat(values.gauge("healthy" + i)).isEqualTo(i);
            }
        }
        assertThat(table.gaugeAnswers().hanging()).isEqualTo(1);
        assertThat(warningsOf("hanging"))
                .singleElement()
                .satisfies(one -> assertThat(one.subject()).isEqualTo("stuck"))
                .satisfies(one -> assertThat(one.count()).isEqualTo(1))
                .satisfies(one -> assertThat(one.isOver()).isFalse());

        end.countDown();
        await().atMost(PATIENCE).until(() -> table.gaugeAnswers().hanging() == 0);
        assertThat(warningsOf("hanging")).allMatch(Warning::isOver);
        await().atMost(PATIENCE).until(() -> read().gauge("stuck") == -2);
    }

    @Test
    void reader_waitsForAllTogether_notForEach() {
        IntStream.range(0, 10).forEach(i -> register("stuck" + i, this::hang));
        long started = System.nanoTime();
        read();
        Duration first = Duration.ofNanos(System.nanoTime() - started);

        assertThat(first)
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4)); // ten of a second each would be more
        assertThat(alive()).isLessThanOrEqualTo(GaugeReader.MAX_THREADS);
    }

    @Test
    void fourThatHang_areTheMost_andTheOthersAreAbsent_whichIsSaid() {
        IntStream.range(0, 6).forEach(i -> register("stuck" + i, this::hang));
        await().atMost(PATIENCE).until(() -> {
            read();
            return table.gaugeAnswers().hanging() == GaugeReader.MAX_THREADS;
        });
        register("healthy", () -> 1);
        for (int i = 0; i < 100; i++) {
            assertThat(read().gauge("healthy"))
                    .isNaN(); // a hundred seconds if it waited for threads that it will not get
        }

        assertThat(alive()).isEqualTo(GaugeReader.MAX_THREADS);
        assertThat(warningsOf("hanging")).extracting(Warning::subject).contains("gauges");
        assertThat(warningsOf("hanging")).anyMatch(one -> one.cause().contains("healthy"));

        end.countDown();
        await().atMost(PATIENCE).until(() -> read().gauge("healthy") == 1);
        await().atMost(PATIENCE).until(() -> {
            read();
            return warningsOf("hanging").stream().allMatch(Warning::isOver);
        });
    }

    @Test
    void slowSuppliers_helpEachOther_soThatAllAreThere() {
        Map<Integer, Integer> asked = new ConcurrentHashMap<>();
        IntStream.range(0, 6)
                .forEach(i -> register("slow" + i, () -> {
                    asked.merge(i, 1, Integer::sum);
                    awaitNanos(Duration.ofMillis(300).toNanos());
                    return i;
                }));

        Values values = new Values(table.readNow());
        IntStream.range(0, 6).forEach(i -> assertThat(values.gauge("slow" + i)).isEqualTo(i));
        assertThat(asked.values()).containsOnly(1);
    }

    /** Takes as long as a slow service does. */
    private void awaitNanos(long nanos) {
        try {
            end.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void supplier_thatReadsAllGauges_getsWhatIsThere_andWaitsForNobody() {
        register("plain", () -> 3);
        table.readNow();
        register("reading", () -> new Values(table.readNow()).gauge("plain") + new Values(table.read()).gauge("plain"));

        assertThat(new Values(table.readNow()).gauge("reading")).isEqualTo(6);
    }

    @Test
    void supplier_thatRecordsAndMakesSeries_works() {
        AtomicInteger asked = new AtomicInteger();
        register("recording", () -> {
            stats.incr("made.by." + asked.incrementAndGet());
            stats.gauge("also").read(() -> 8);
            return asked.get();
        });

        Values values = new Values(table.readNow());
        assertThat(values.gauge("recording")).isEqualTo(1);
        assertThat(values.amount("made.by.1")).isEqualTo(1);
    }

    @Test
    void supplier_thatLeavesItsThreadInterrupted_harmsNoOther() {
        for (int i = 0; i < 3; i++) {
            int value = i;
            register("gauge" + i, () -> {
                boolean wasInterrupted = Thread.currentThread().isInterrupted();
                Thread.currentThread().interrupt();
                return wasInterrupted ? -1 : value;
            });
        }

        Values values = new Values(table.readNow());
        IntStream.range(0, 3).forEach(i -> assertThat(values.gauge("gauge" + i)).isEqualTo(i));
    }

    @Test
    void reader_thatIsInterrupted_waitsForNobody_andKeepsItsFlag() {
        register("stuck", this::hang);
        Thread.currentThread().interrupt();
        long started = System.nanoTime();

        table.readNow();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void supplier_thatReplacesOneThatHangs_isAsked() {
        register("gauge", this::hang);
        read();
        register("gauge", () -> 4);

        assertThat(read().gauge("gauge")).isEqualTo(4);
    }

    @Test
    void closingTheFirstOfTwoReadings_leavesTheSecond_alsoOfTheSameSupplier() throws Exception {
        DoubleSupplier supplier = () -> 6;
        AutoCloseable first = stats.gauge("gauge").read(supplier);
        AutoCloseable second = stats.gauge("gauge").read(supplier);
        first.close();
        assertThat(new Values(table.readNow()).gauge("gauge")).isEqualTo(6);

        second.close();
        assertThat(new Values(table.readNow()).gauge("gauge")).isNaN();
    }

    @Test
    void manyReadersAtOnce_shareOneAsking() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        register("asked", asked::incrementAndGet);
        long started = System.nanoTime();
        List<Thread> readers = IntStream.range(0, 16)
                .mapToObj(i -> new Thread(() -> table.read(Duration.ofSeconds(1))))
                .toList();
        readers.forEach(Thread::start);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(asked.get()).isBetween(1, 1 + (int) secondsSince(started));
    }

    @Test
    void close_keepsWhatWasReadAhead_waitsForNoneThatHangs_andAsksNoMore() {
        AtomicInteger asked = new AtomicInteger();
        register("healthy", asked::incrementAndGet);
        table.readNow();
        register("stuck", this::hang);
        long started = System.nanoTime();

        table.readAhead();
        table.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
        int before = asked.get();
        assertThat(new Values(table.read(Duration.ZERO)).gauge("healthy")).isBetween(1.0, (double) before);
        assertThat(asked).hasValue(before);
    }

    @Test
    void close_fromASupplier_doesNotWaitForItself() {
        AtomicBoolean closed = new AtomicBoolean();
        register("closing", () -> {
            table.close();
            closed.set(true);
            return 1;
        });

        table.readNow();

        await().atMost(PATIENCE).untilTrue(closed);
    }

    @Test
    void readerThatWaits_isReleasedByClose() throws Exception {
        register("stuck", this::hang);
        Thread reader = new Thread(table::readNow);
        reader.start();
        await().atMost(PATIENCE).until(() -> alive() > 0 && reader.getState() == Thread.State.TIMED_WAITING);

        table.close();

        reader.join(PATIENCE.toMillis());
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void threadsThatCannotBeHad_makeGaugesAbsent_untilTheyCan() {
        AtomicBoolean none = new AtomicBoolean(true);
        SeriesTable poor = new SeriesTable(10, warnings, task -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return thread(task);
        });
        poor.stats().gauge("gauge").read(() -> 1);
        assertThat(new Values(poor.read()).gauge("gauge")).isNaN();
        assertThat(warningsOf(Warning.OUTAGE)).anyMatch(one -> one.cause().contains("native thread"));

        none.set(false);
        assertThat(new Values(poor.readNow()).gauge("gauge")).isEqualTo(1);
        assertThat(warningsOf(Warning.OUTAGE)).allMatch(Warning::isOver);
        poor.close();
    }

    /** Throws what a method that declares nothing must not throw, and throws it all the same. */
    private static final class Sneaky {

        static RuntimeException thrown(Class<? extends Throwable> type) {
            try {
                throw Sneaky.<RuntimeException>as(type.getDeclaredConstructor().newInstance());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T as(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }
}
