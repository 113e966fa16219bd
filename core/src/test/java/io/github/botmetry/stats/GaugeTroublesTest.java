package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GaugeTroublesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(1_000, warnings);
    private final Stats stats = table.stats();

    @AfterEach
    void close() {
        table.close();
    }

    private List<Warning> outages() {
        return warnings.list().stream()
                .filter(one -> one.code().equals(Warning.OUTAGE))
                .toList();
    }

    private static double failUnless(AtomicBoolean isWell, String message) {
        if (!isWell.get()) {
            throw new IllegalStateException(message);
        }
        return 1;
    }

    private AutoCloseable readFailing(Gauge gauge, String message) {
        return gauge.read(() -> failUnless(new AtomicBoolean(), message));
    }

    @Test
    void eachSupplierThatThrows_isNamed_andEndsForItself_asOneComponent() {
        Map<String, Integer> components = new ConcurrentHashMap<>();
        warnings.countFailures(component -> components.merge(component, 1, Integer::sum));
        AtomicBoolean isWell = new AtomicBoolean();
        stats.gauge("one").read(() -> failUnless(isWell, "first"));
        table.readNow();
        readFailing(stats.gauge("two"), "second");
        table.readNow();

        assertThat(outages())
                .extracting(Warning::subject, Warning::cause)
                .containsExactly(
                        tuple("gauge supplier one", "java.lang.IllegalStateException: first"),
                        tuple("gauge supplier two", "java.lang.IllegalStateException: second"));
        assertThat(components).containsExactly(Map.entry("gauge supplier", 3));

        isWell.set(true);
        table.readNow();
        assertThat(outages()).extracting(Warning::isOver).containsExactly(true, false);
        assertThat(table.gaugeAnswers().areFine()).isFalse();
    }

    @Test
    void suppliersThatThrow_haveABoundedNumberOfWarnings_allOfWhichEnd() throws Exception {
        GaugeDefinition many = GaugeDefinition.named("many").labels("n").build();
        List<AutoCloseable> readings = new ArrayList<>();
        for (int i = 0; i < 2 * Warnings.MAX_SUBJECTS; i++) {
            readings.add(readFailing(stats.gauge(many, "n" + i), "broken"));
        }
        table.readNow();
        assertThat(outages())
                .hasSize(Warnings.MAX_SUBJECTS + 1)
                .noneMatch(Warning::isOver)
                .anyMatch(one -> one.subject().equals("gauge supplier"));

        for (AutoCloseable reading : readings) {
            reading.close();
        }
        assertThat(outages()).allMatch(Warning::isOver);
        assertThat(table.gaugeAnswers().areFine()).isTrue();
    }

    @Test
    void supplier_thatThrowsAfterItWasReleased_isNoOutageForEver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean isReleased = new AtomicBoolean();
        AutoCloseable reading = stats.gauge("late").read(() -> {
            asked.countDown();
            await().atMost(PATIENCE).untilTrue(isReleased);
            throw new IllegalStateException("late");
        });
        Thread reader = new Thread(table::readNow);
        reader.start();
        asked.await();

        reading.close();
        isReleased.set(true);
        reader.join();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outages()).singleElement().matches(Warning::isOver));
        assertThat(table.gaugeAnswers().areFine()).isTrue();
    }
}
