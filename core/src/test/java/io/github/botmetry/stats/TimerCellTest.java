package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warnings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TimerCellTest {

    private static final TimerDefinition LOOKUP = TimerDefinition.named("lookup")
            .buckets(Duration.ofNanos(10), Duration.ofNanos(100))
            .build();

    private final SeriesTable table = new SeriesTable(10, new Warnings(true));
    private final Timer timer = table.stats().timer(LOOKUP);
    private final TimerSeries series = seriesOf("lookup");

    private TimerSeries seriesOf(String name) {
        return (TimerSeries) StreamSupport.stream(table.series().spliterator(), false)
                .filter(one -> one.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long[] samplesSince(long count) {
        long[] into = new long[2048];
        return Arrays.copyOf(into, series.samplesSince(count, into));
    }

    @Test
    void countSumAndBuckets_areExact_withInclusiveBounds() {
        LongStream.of(1, 10, 11, 100, 101).forEach(timer::recordNanos);

        long[] buckets = new long[3];
        series.buckets(buckets);
        assertThat(series.count()).isEqualTo(5);
        assertThat(series.totalNanos()).isEqualTo(223);
        assertThat(buckets).containsExactly(2, 2, 1);
    }

    @Test
    void samplesSince_givesWhatCameAfter_toEachReader() {
        LongStream.rangeClosed(1, 20).forEach(timer::recordNanos);
        assertThat(samplesSince(0))
                .containsExactly(LongStream.rangeClosed(1, 20).toArray());
        LongStream.rangeClosed(21, 25).forEach(timer::recordNanos);

        assertThat(samplesSince(20)).containsExactly(21, 22, 23, 24, 25);
        assertThat(samplesSince(0)).hasSize(25);
        assertThat(samplesSince(25)).isEmpty();
    }

    @Test
    void samplesSince_whenMoreCameThanAreKept_givesTheNewest() {
        LongStream.rangeClosed(1, 10_000).forEach(timer::recordNanos);

        assertThat(samplesSince(0))
                .containsExactly(LongStream.rangeClosed(10_000 - TimerStripe.MAX_SAMPLES + 1, 10_000)
                        .toArray());
    }

    @Test
    void samplesSince_aReaderThatDoesNotComeOn_givesAllThatCameMeanwhile() throws Exception {
        long seen = splitIntoStripes();
        List<Long> recorded = new ArrayList<>();
        for (int round = 1; round <= 20; round++) {
            recorded.addAll(recordOnThreads(4, round * 1_000));

            assertThat(Arrays.stream(samplesSince(seen)).boxed()).containsExactlyInAnyOrderElementsOf(recorded);
        }
    }

    @Test
    void samplesSince_aReaderThatComesOnBySome_givesEachOnce() throws Exception {
        long seen = splitIntoStripes();
        List<Long> recorded = new ArrayList<>();
        List<Long> got = new ArrayList<>();
        for (int round = 1; round <= 20; round++) {
            recorded.addAll(recordOnThreads(4, round * 1_000));
            long[] given = samplesSince(seen);
            for (int i = 0; i < Math.min(given.length, 3); i++) {
                got.add(given[i]);
                seen++;
            }
        }
        Arrays.stream(samplesSince(seen)).forEach(got::add);

        assertThat(got).containsExactlyInAnyOrderElementsOf(recorded);
    }

    /** As when durations are recorded after the reader has looked at the count, and before it gets the samples. */
    @Test
    void samplesSince_aReaderWithRoomForSome_givesEachOnce() throws Exception {
        long seen = splitIntoStripes();
        List<Long> recorded = new ArrayList<>();
        List<Long> got = new ArrayList<>();
        for (int round = 1; round <= 20; round++) {
            recorded.addAll(recordOnThreads(4, round * 1_000));
            long[] room = new long[3];
            assertThat(series.samplesSince(seen, room)).isEqualTo(3);
            Arrays.stream(room).forEach(got::add);
            seen += 3;
        }
        Arrays.stream(samplesSince(seen)).forEach(got::add);

        assertThat(got).containsExactlyInAnyOrderElementsOf(recorded);
    }

    @Test
    void samplesSince_twoReaders_ofWhichOneDoesNotComeOn_givesEachItsOwn() throws Exception {
        long start = splitIntoStripes();
        List<Long> all = new ArrayList<>();
        for (int round = 1; round <= 20; round++) {
            List<Long> recorded = recordOnThreads(4, round * 1_000);
            all.addAll(recorded);
            FutureTask<long[]> other = new FutureTask<>(() -> samplesSince(start));
            new Thread(other, "reader").start();
            assertThat(Arrays.stream(other.get()).boxed()).containsExactlyInAnyOrderElementsOf(all);

            long seen = start + 4L * (round - 1);
            assertThat(Arrays.stream(samplesSince(seen)).boxed()).containsExactlyInAnyOrderElementsOf(recorded);
        }
    }

    /** Records on threads that meet until there is more than one stripe, and gives the count then. */
    private long splitIntoStripes() throws Exception {
        int rounds = 0;
        while (samplesSince(0).length <= TimerStripe.MAX_SAMPLES) {
            assertThat(rounds++).as("rounds without two threads that met").isLessThan(10_000);
            List<Thread> recorders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                recorders.add(new Thread(() -> {
                    for (int n = 0; n < 10_000; n++) {
                        timer.recordNanos(50);
                    }
                }));
            }
            recorders.forEach(Thread::start);
            for (Thread recorder : recorders) {
                recorder.join();
            }
        }
        long count = series.count();
        samplesSince(count);
        return count;
    }

    /** Different durations, so that each is known again. */
    private List<Long> recordOnThreads(int threads, long from) throws Exception {
        List<Long> recorded = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            long nanos = from + i;
            Thread recorder = new Thread(() -> timer.recordNanos(nanos));
            recorder.start();
            recorder.join();
            recorded.add(nanos);
        }
        return recorded;
    }

    @Test
    void manyThreads_whileAnotherReads_loseNothing() throws Exception {
        int threads = 8;
        int each = 100_000;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> recorders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread recorder = new Thread(() -> {
                await(start);
                for (int n = 0; n < each; n++) {
                    timer.recordNanos(50);
                }
            });
            recorder.start();
            recorders.add(recorder);
        }
        start.countDown();
        long seen = 0;
        while (recorders.stream().anyMatch(Thread::isAlive)) {
            long now = series.count();
            assertThat(now).isGreaterThanOrEqualTo(seen);
            assertThat(Arrays.stream(samplesSince(seen))).allMatch(nanos -> nanos == 50);
            seen = now;
        }

        long[] buckets = new long[3];
        series.buckets(buckets);
        assertThat(series.count()).isEqualTo((long) threads * each);
        assertThat(buckets).containsExactly(0, (long) threads * each, 0);
        assertThat(series.totalNanos()).isEqualTo(50L * threads * each);
    }

    @Test
    void everyReading_isOfTheSameDurations_whileThreeThreadsRecord() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Thread> recorders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread recorder = new Thread(() -> {
                while (!isOver.get()) {
                    timer.recordNanos(50);
                }
            });
            recorder.start();
            recorders.add(recorder);
        }
        TimerReading reading = new TimerReading();
        try {
            long seen = 0;
            for (int i = 0; i < 20_000; i++) {
                series.read(reading);
                assertThat(reading.totalNanos()).isEqualTo(50 * reading.count());
                assertThat(reading.bucket(1)).isEqualTo(reading.count());
                assertThat(reading.count()).isGreaterThanOrEqualTo(seen);
                seen = reading.count();
            }
        } finally {
            isOver.set(true);
        }
        for (Thread recorder : recorders) {
            recorder.join();
        }
        assertThat(reading.count()).isPositive();
    }

    @Test
    void oneReading_servesSeriesAfterSeries_whateverTheirBuckets() {
        TimerReading reading = new TimerReading();
        timer.recordNanos(11);
        table.stats().timing("plain", Duration.ofNanos(7));

        series.read(reading);
        assertThat(reading.bucketCount()).isEqualTo(3);
        assertThat(reading.bucket(1)).isEqualTo(1);
        seriesOf("plain").read(reading);

        assertThat(reading.bucketCount()).isZero();
        assertThat(reading.count()).isEqualTo(1);
        assertThat(reading.totalNanos()).isEqualTo(7);
        assertThatThrownBy(() -> reading.bucket(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void reading_onceThereIsOne_allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        TimerReading reading = new TimerReading();
        timer.recordNanos(11);
        series.read(reading);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            series.read(reading);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listeners_hearOfWhatWasTaken_byOldAndNewSeries_andNotOfWhatWasRefused() {
        SeriesTable lenient = new SeriesTable(10, new Warnings(false));
        List<String> heard = new ArrayList<>();
        Timer older = lenient.stats().timer("older");
        lenient.listen((one, nanos) -> heard.add("first " + one.definition().name() + nanos + " of " + one.count()));
        Timer newer = lenient.stats().timer("newer");
        lenient.listen((one, nanos) -> heard.add("second " + nanos));

        older.recordNanos(7);
        newer.record(Duration.ofNanos(9));
        newer.recordNanos(-1);

        assertThat(heard).containsExactly("first older7 of 1", "second 7", "first newer9 of 1", "second 9");
    }

    @Test
    void listener_ofHistogramsOnly_hearsOfNoOtherTimer() {
        SeriesTable lenient = new SeriesTable(10, new Warnings(false));
        List<String> heard = new ArrayList<>();
        lenient.stats().timer("earlier");
        lenient.listen(new TimerListener() {
            @Override
            public boolean onlyHistograms() {
                return true;
            }

            @Override
            public void recorded(TimerSeries one, long nanos) {
                heard.add(one.definition().name());
            }
        });

        lenient.stats().timer("earlier").recordNanos(5);
        lenient.stats().timer("later").recordNanos(7);
        lenient.stats().timer(LOOKUP).recordNanos(9);

        assertThat(heard).containsExactly("lookup");
    }

    @Test
    void listener_thatThrows_isCaught_andTheOthersHearAllTheSame() {
        SeriesTable lenient = new SeriesTable(10, new Warnings(false));
        List<Long> heard = new ArrayList<>();
        lenient.listen((one, nanos) -> {
            throw new IllegalStateException("of the listener");
        });
        lenient.listen((one, nanos) -> heard.add(nanos));

        lenient.stats().timer(LOOKUP).recordNanos(7);

        assertThat(heard).containsExactly(7L);
    }
}
