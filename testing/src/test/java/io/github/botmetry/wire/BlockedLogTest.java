package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.testing.RecordingSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A log that blocks for ever, or throws, harms nobody who records. */
class BlockedLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int THREADS = 4;
    private static final int EACH = 5_000;

    private static final CounterDefinition VOTES =
            CounterDefinition.named("votes").labels("choice").limit("choice", 2).build();

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.botmetry");
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            blocked.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    @BeforeEach
    void attach() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void detach() {
        end.countDown();
        logger.detachAppender(appender);
        appender.stop();
    }

    @Test
    void threadsThatMakeFoldAndRefuse_goOn_andNothingIsLost() throws Exception {
        RecordingSink sink = RecordingSink.every(Duration.ofMillis(20));
        Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .maxSeries(1_000)
                .install(sink)
                .build();
        blocked.await(); // the line of the start
        List<Thread> recorders = IntStream.range(0, THREADS)
                .mapToObj(thread -> new Thread(() -> record(botmetry.stats(), thread)))
                .toList();
        recorders.forEach(Thread::start);
        for (Thread recorder : recorders) {
            recorder.join(PATIENCE.toMillis());
            assertThat(recorder.isAlive()).isFalse();
        }

        Awaitility.await().atMost(PATIENCE).until(() -> sink.count("votes") == THREADS * EACH);
        long started = System.nanoTime();
        botmetry.close();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
        assertThat(botmetry.warnings())
                .extracting(warning -> warning.code())
                .contains("series-limit", "refused-collision", "refused-value");
    }

    private static void record(Stats stats, int thread) {
        for (int i = 0; i < EACH; i++) {
            stats.counter(VOTES, "choice" + i).incr();
            stats.incr("name" + thread + "." + i);
            stats.gauge("votes", i);
            stats.gauge("gauge", Double.NaN);
        }
    }
}
