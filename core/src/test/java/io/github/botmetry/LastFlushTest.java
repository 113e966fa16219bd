package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastFlushTest {

    private final Threads threads = new Threads();
    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(100, warnings);
    private final Maintenance maintenance = new Maintenance(threads, warnings, Duration.ofSeconds(5));
    private final SinkLoops loops = new SinkLoops(table, maintenance, threads, new Asking(threads));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
        maintenance.shutdownNow();
    }

    /** Has handed over all but some of its numbers, and would go on. */
    private static final class Slow implements StatsSink {
        private final long left;
        private final AtomicReference<@Nullable Duration> closeLimit = new AtomicReference<>();
        private volatile boolean isCloseInterrupted;

        Slow(long left) {
            this.left = left;
        }

        @Override
        public void flush(Iterable<Series> series) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public OptionalLong waiting(Iterable<Series> series) {
            return OptionalLong.of(left);
        }

        @Override
        public void close(Duration limit) {
            closeLimit.set(limit);
            isCloseInterrupted = Thread.interrupted();
        }
    }

    @Test
    void lastFlush_thatIsInterrupted_isNoOutage_ifAllIsDelivered() {
        Slow sink = new Slow(0);
        SinkLoop loop = loops.add("slow", sink);

        loops.close(Deadline.in(Duration.ofSeconds(1)));

        assertThat(warnings.list()).isEmpty();
        assertThat(loop.health().isUp()).isTrue();
    }

    @Test
    void lastFlush_thatIsInterrupted_isOneWarningWithTheNumber_ifSomeIsNot() {
        loops.add("slow", new Slow(7));

        loops.close(Deadline.in(Duration.ofSeconds(1)));

        assertThat(warnings.list())
                .extracting(Warning::toString)
                .containsExactly(
                        "slow: 7 recorded numbers were not delivered: the time did not suffice [not-delivered]");
    }

    @Test
    void close_afterALastFlushThatIsInterrupted_hasSomeTimeOfItsOwn() {
        Slow sink = new Slow(0);
        loops.add("slow", sink);

        loops.close(Deadline.in(Duration.ofSeconds(1)));

        assertThat(sink.closeLimit.get()).isPositive();
        assertThat(sink.isCloseInterrupted).isFalse();
    }

    @Test
    void sinksThatDoNotSayHowMuchWaits_areAskedAtOnce() {
        for (int i = 0; i < 16; i++) {
            loops.add("silent", new StatsSink() {
                @Override
                public void flush(Iterable<Series> series) {}

                @Override
                public OptionalLong waiting(Iterable<Series> series) {
                    Deadline.in(Duration.ofMinutes(1)).await(end);
                    return OptionalLong.empty();
                }
            });
        }
        long started = System.nanoTime();

        loops.close(Deadline.in(Duration.ofSeconds(10)));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }
}
