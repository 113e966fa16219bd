package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops, maintenance and close steps where there is no native thread to be had for a while. */
@Timeout(60)
class SinkLoopTest {

    private final AtomicBoolean isPoor = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();

    private final Threads threads = new Threads() {
        @Override
        Thread daemon(Runnable task, String name) {
            if (name.equals("botmetry-maintenance") || name.equals("botmetry-asking")) {
                refuseIfPoor(); // newer JDKs start the threads of pools without Thread.start()
            }
            return new Thread(null, task, name, 0, false) {
                @Override
                public synchronized void start() {
                    refuseIfPoor();
                    setDaemon(true);
                    super.start();
                }
            };
        }
    };

    private void refuseIfPoor() {
        if (isPoor.get()) {
            refused.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread");
        }
    }

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(100, warnings);
    private final Maintenance maintenance = new Maintenance(threads, warnings, Duration.ofMillis(50));
    private final SinkLoops loops = new SinkLoops(table, maintenance, threads, new Asking(threads));

    @AfterEach
    void end() {
        isPoor.set(false);
        loops.close(Deadline.in(Duration.ofSeconds(10)));
        maintenance.shutdownNow();
    }

    private static final class Counting implements StatsSink {
        private final Duration interval;
        private final AtomicInteger flushes = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();
        private final AtomicReference<@Nullable Thread> flusher = new AtomicReference<>();

        Counting(Duration interval) {
            this.interval = interval;
        }

        @Override
        public void flush(Iterable<Series> series) {
            flushes.incrementAndGet();
            flusher.set(Thread.currentThread());
        }

        @Override
        public Duration interval() {
            return interval;
        }

        @Override
        public void close(Duration limit) {
            closes.incrementAndGet();
        }
    }

    @Test
    void loopWithoutAThread_isDown_andStartsWhenThereIsOne() {
        isPoor.set(true);
        Counting sink = new Counting(Duration.ofMillis(10));
        SinkLoop loop = loops.add("poor", sink);
        assertThat(loop.health().isUp()).isFalse();
        assertThat(loop.health().lastError()).contains("unable to create native thread");
        assertThat(sink.flushes).hasValue(0);

        isPoor.set(false);
        Awaitility.await().until(() -> loop.health().isUp() && sink.flushes.get() > 2);
        assertThat(warnings.list())
                .filteredOn(warning -> warning.subject().equals("poor"))
                .singleElement()
                .matches(Warning::isOver);
    }

    @Test
    void loopThatNeverHadAThread_flushesOnceOnTheThreadThatCloses() {
        isPoor.set(true);
        Counting sink = new Counting(Duration.ofHours(1));
        loops.add("poor", sink);
        loops.close(Deadline.in(Duration.ofSeconds(10)));
        assertThat(sink.flushes).hasValue(1);
        assertThat(sink.closes).hasValue(1);
        assertThat(sink.flusher).hasValue(Thread.currentThread());
    }

    @Test
    void maintenanceWithoutAThread_keepsItsTasks() {
        isPoor.set(true);
        AtomicInteger runs = new AtomicInteger();
        Future<?> once = maintenance.schedule(runs::incrementAndGet, 1, TimeUnit.MILLISECONDS);
        maintenance.scheduleWithFixedDelay(runs::incrementAndGet, 1, 1, TimeUnit.MILLISECONDS);
        maintenance.execute(runs::incrementAndGet);
        assertThat(refused).hasPositiveValue();
        assertThat(maintenance.health().isUp()).isFalse();

        isPoor.set(false);
        Awaitility.await().until(() -> maintenance.health().isUp() && runs.get() > 5 && once.isDone());
    }

    @Test
    void tasksThatHang_haveFourThreadsAndNotMore_untilTheyAreBack() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            maintenance.execute(() -> {
                most.accumulateAndGet(hanging.incrementAndGet(), Math::max);
                Deadline.in(Duration.ofSeconds(60)).await(end);
                hanging.decrementAndGet();
            });
        }
        Awaitility.await().until(() -> {
            maintenance.look();
            return hanging.get() == 4 && maintenance.getQueue().size() == 4;
        });
        assertThat(maintenance.health().isUp()).isFalse();
        end.countDown();
        Awaitility.await().until(() -> {
            maintenance.look(); // as each flush does
            return hanging.get() == 0 && maintenance.getPoolSize() == 1;
        });
        assertThat(most.get()).isLessThanOrEqualTo(4);
        assertThat(maintenance.health().isUp()).isTrue();
    }

    @Test
    void closeStepsWithoutAThread_runOnTheThreadThatCloses() {
        isPoor.set(true);
        AtomicInteger runs = new AtomicInteger();
        CloseSteps steps = new CloseSteps(warnings, threads);
        steps.add("poor", limit -> runs.incrementAndGet());
        Closing closing =
                new Closing(deadline -> steps.run(deadline, Duration.ofSeconds(1)), Duration.ofSeconds(5), threads);
        Thread.currentThread().interrupt();
        assertThat(closing.close()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void interval_thatNoClockHas_isOneThatNeverEnds_andOneThatIsNoneIsRefused() {
        Counting sink = new Counting(Duration.ofSeconds(Long.MAX_VALUE));
        loops.add("long", sink);
        loops.close(Deadline.in(Duration.ofSeconds(10)));
        assertThat(sink.flushes).hasValue(1);
        assertThatThrownBy(() -> loops.add("none", new Counting(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval must be positive, was PT0S");
    }
}
