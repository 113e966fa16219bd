package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SeriesTableTest {

    private final SeriesTable table = new SeriesTable(100, new Warnings(false));
    private final Stats stats = table.stats();

    private List<Series> recorded() {
        return StreamSupport.stream(table.series().spliterator(), false)
                .filter(series -> !series.definition().name().startsWith("botmetry."))
                .toList();
    }

    private long total(String name) {
        return recorded().stream()
                .filter(series -> series.definition().name().equals(name))
                .mapToLong(series -> ((CounterSeries) series).total())
                .sum();
    }

    private long refused(String reason) {
        return Objects.requireNonNull(table.refused().get(reason));
    }

    @Test
    void name_andNamespace_reachTheSameSeries() {
        stats.incr("help.claimed");
        stats.namespace("help").incr("claimed");
        stats.namespace("help").counter("claimed").incr(3);

        assertThat(total("help.claimed")).isEqualTo(5);
        assertThat(stats.namespace("help")).isSameAs(stats.namespace("help"));
    }

    @Test
    void declaredName_inANamespace_isNotPrefixed() {
        CounterDefinition commands =
                CounterDefinition.named("commands").labels("command").build();

        stats.counter(commands, "ping").incr();
        stats.namespace("help").counter(commands, "ping").incr();

        assertThat(total("commands")).isEqualTo(2);
    }

    @Test
    void values_thatAreNone_areRefusedAndCounted() {
        stats.gauge("g", Double.NaN);
        stats.gauge("g", Double.POSITIVE_INFINITY);
        stats.incr("c", -1);
        stats.incr("c", Long.MAX_VALUE);
        stats.timing("t", Duration.ofMillis(-1));
        stats.timing("t", null);
        stats.timing("t", Duration.ofSeconds(Long.MAX_VALUE));
        stats.timer("t").recordNanos(-1);

        assertThat(refused("value")).isEqualTo(8);
        assertThat(total("c")).isZero();
        assertThat(recorded())
                .filteredOn(TimerSeries.class::isInstance)
                .allMatch(series -> ((TimerSeries) series).count() == 0);
    }

    @Test
    void nullAndEmptyNames_areRefusedAndCounted() {
        stats.incr(null);
        stats.incr("");
        stats.gauge(null, 1);
        stats.timing("", Duration.ZERO);
        stats.namespace(null).incr("kept");

        assertThat(refused("name")).isEqualTo(4);
        assertThat(total("kept")).isEqualTo(1);
    }

    @Test
    void nameOfAnotherKind_isRefused_andTheFirstWins() {
        stats.incr("packages.requested");
        stats.gauge("packages.requested", 7);

        assertThat(recorded()).singleElement().isInstanceOf(CounterSeries.class);
        assertThat(refused("collision")).isPositive();
    }

    @Test
    void namesThatDifferInPunctuation_areAllRecorded() {
        stats.incr("packages.requested");
        stats.gauge("packages_requested", 7);
        stats.timing("packages-requested", Duration.ZERO);
        stats.incr("packages requested");
        stats.incr("packages\u2192requested");

        assertThat(recorded()).hasSize(5);
        assertThat(refused("collision")).isZero();
    }

    @Test
    void twoDeclarationsOfOneName_thatDiffer_failAtOnce() {
        stats.counter(CounterDefinition.named("a").help("one").build()).incr();

        assertThatThrownBy(() ->
                        stats.counter(CounterDefinition.named("a").help("two").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"one\"")
                .hasMessageContaining("\"two\"");
    }

    @Test
    void template_isACounterWithOneLabel_andABadOneIsRefused() {
        stats.incr("doc.packages.{package}", "java.util");
        stats.namespace("doc").incr("packages.{package}", "java.util");
        stats.incr("{package}", "x");
        stats.incr("doc.{user}", "x");
        stats.incr(null, "x");

        assertThat(recorded()).singleElement().satisfies(series -> {
            assertThat(series.definition().plainNames(series.labelValues())).containsExactly("doc.packages.java_util");
            assertThat(((CounterSeries) series).total()).isEqualTo(2);
        });
        assertThat(refused("name")).isEqualTo(3);
    }

    @Test
    void labelValues_notAsManyAsLabels_areRefused() {
        CounterDefinition commands =
                CounterDefinition.named("commands").labels("command").build();

        stats.counter(commands).incr();
        stats.counter(commands, "a", "b").incr();
        stats.counter(commands, (String) null).incr();

        assertThat(refused("labels")).isEqualTo(3);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void labelValues_overTheLimit_foldIntoOther() {
        CounterDefinition commands = CounterDefinition.named("commands")
                .labels("command", "outcome")
                .limit("command", 2)
                .build();

        for (int i = 0; i < 10; i++) {
            stats.counter(commands, "c" + i, "ok").incr();
        }

        assertThat(recorded())
                .extracting(Series::labelValues)
                .containsExactly(List.of("c0", "ok"), List.of("c1", "ok"), List.of("_other", "ok"));
        assertThat(recorded().get(2).isFolded()).isTrue();
        assertThat(((CounterSeries) recorded().get(2)).total()).isEqualTo(8);
        assertThat(table.folded()).isEqualTo(8);
    }

    @Test
    void names_overTheTotal_foldIntoOther_andNothingIsLost() {
        for (int i = 0; i < 1_000; i++) {
            stats.incr("n" + i);
        }

        assertThat(recorded()).hasSize(101);
        assertThat(recorded()).extracting(series -> series.definition().name()).contains("_other");
        assertThat(recorded().stream()
                        .mapToLong(series -> ((CounterSeries) series).total())
                        .sum())
                .isEqualTo(1_000);
    }

    @Test
    void indices_areDenseAndStable() {
        stats.incr("a");
        stats.incr("b");
        List<Series> all = new ArrayList<>();
        table.series().forEach(all::add);

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).index()).isEqualTo(i);
        }
    }

    @Test
    void gaugeSupplier_thatThrows_makesTheGaugeAbsent_andIsReleasedOnClose() throws Exception {
        double[] value = {1};
        AutoCloseable reading = stats.gauge("queue").read(() -> {
            if (value[0] < 0) {
                throw new IllegalStateException("no queue");
            }
            return value[0];
        });
        GaugeSeries gauge = (GaugeSeries) recorded().get(0);

        table.readNow();
        assertThat(gauge.value()).isEqualTo(1);
        value[0] = -1;
        table.readNow();
        assertThat(gauge.value()).isNaN();
        value[0] = 2;
        table.readNow();
        assertThat(gauge.value()).isEqualTo(2);
        reading.close();
        assertThat(gauge.value()).isNaN();
    }
}
