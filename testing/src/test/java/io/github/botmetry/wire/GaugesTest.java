package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingSink;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.UdpCapture;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Suppliers of gauges that throw, hang or close, beside a bot whose numbers shall arrive all the same. */
class GaugesTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UdpCapture capture = UdpCapture.plain();
    private final CountDownLatch end = new CountDownLatch(1);

    private Botmetry botmetry(RecordingSink... more) {
        Botmetry.Builder builder = Botmetry.builder()
                .shutdownHook(false)
                .install(StatsD.builder()
                        .host(capture.host())
                        .port(capture.port())
                        .interval(SOON)
                        .build());
        for (RecordingSink sink : more) {
            builder.install(sink);
        }
        return builder.build();
    }

    private static Health health(Botmetry botmetry) {
        return Objects.requireNonNull(botmetry.health().get("series"));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    private double hang() {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                continue; // the worst of its kind does not listen
            }
        }
        return 1;
    }

    @AfterEach
    void closeAll() {
        end.countDown();
        capture.close();
    }

    @Test
    void supplierThatThrowsAnError_endsNoFlush_andHealthSaysSo_untilItWorks() {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        try (Botmetry botmetry = botmetry()) {
            botmetry.stats().gauge("broken").read(() -> {
                if (isBroken.get()) {
                    throw new OutOfMemoryError("planned");
                }
                return 3;
            });
            botmetry.stats().gauge("healthy").read(() -> 2);
            capture.await(c -> c.gauge("healthy") == 2);
            await().until(() -> !health(botmetry).isUp());
            assertThat(health(botmetry).lastError()).isEqualTo("broken: java.lang.OutOfMemoryError: planned");
            for (int i = 1; i <= 3; i++) {
                botmetry.stats().incr("calls");
                int sent = i;
                capture.await(c -> c.counter("calls") == sent);
            }
            assertThat(capture.gauge("broken")).isNaN();

            isBroken.set(false);
            capture.await(c -> c.gauge("broken") == 3);
            await().until(() -> health(botmetry).isUp());
        }
    }

    @Test
    void supplierThatHangs_isAbsentAndNamed_andAllElseArrives_alsoAtClose() {
        RecordingSink other = RecordingSink.every(SOON);
        try (Logged logged = new Logged()) {
            Botmetry botmetry = botmetry(other);
            botmetry.stats().gauge("stuck").read(this::hang);
            AtomicInteger value = new AtomicInteger(5);
            botmetry.stats().gauge("healthy").read(value::get);
            await().until(() -> !health(botmetry).isUp());
            assertThat(health(botmetry).lastError()).contains("hang: stuck");
            value.set(7);
            botmetry.stats().incr("calls", 4);
            capture.await(c -> c.counter("calls") == 4 && c.gauge("healthy") == 7);
            await().until(() -> other.value("healthy") == 7 && Double.isNaN(other.value("stuck")));

            botmetry.stats().incr("calls", 7);
            long started = System.nanoTime();
            botmetry.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            capture.await(c -> c.counter("calls") == 11);
            assertThat(other.count("calls")).isEqualTo(11);
            assertThat(logged.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("stuck: its supplier has not answered");
            assertThat(botmetry.warnings()).extracting(Warning::code).containsExactly("hanging");
        }
    }

    @Test
    void supplierThatCloses_getsTheLastFlushDone() {
        Botmetry botmetry = botmetry();
        botmetry.stats().incr("calls", 3);
        AtomicBoolean closed = new AtomicBoolean();
        botmetry.stats().gauge("closing").read(() -> {
            botmetry.close();
            closed.set(true);
            return 1;
        });

        await().untilTrue(closed);
        botmetry.close();

        capture.await(c -> c.counter("calls") == 3);
    }

    @Test
    void close_deliversTheValueOfASupplier_thatNoFlushHasAskedYet() {
        RecordingSink atClose = RecordingSink.atClose();
        Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .strict(true)
                .install(atClose)
                .build();
        botmetry.stats().gauge("size").read(() -> 12);

        botmetry.close();

        assertThat(atClose.value("size")).isEqualTo(12);
    }

    @Test
    void recordingAfterClose_isRefusedAndCountedInHealth() {
        Botmetry botmetry = botmetry();
        botmetry.stats().incr("calls", 3);
        botmetry.close();

        botmetry.stats().incr("calls", 8);
        botmetry.stats().timing("late", Duration.ofSeconds(1));

        assertThat(health(botmetry).figures()).containsEntry("refused_closed", 9L);
        assertThat(botmetry.warnings()).extracting(Warning::code).containsExactly(Warning.REFUSED_CLOSED);
        capture.await(c -> c.counter("calls") == 3);
    }

    @Test
    @ExtendWith(BotmetryExtension.class)
    void tests_seeTheValueOfASupplierAtOnce(Botmetry botmetry, RecordingStats stats, UdpCapture sent) {
        AtomicInteger value = new AtomicInteger();
        botmetry.stats().gauge("size").read(value::get);
        for (int i = 1; i <= 20; i++) {
            value.set(i);
            assertThat(stats.value("size")).isEqualTo(i);
        }
        sent.await(c -> c.gauge("size") == 20);
        RecordingStats own = RecordingStats.create();
        own.gauge("size").read(value::get);
        value.set(21);
        assertThat(own.value("size")).isEqualTo(21);
    }
}
