package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warnings;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be recorded or declared has a bound, and so has what is kept of it. */
class BoundsTest {

    private static final int LONG = 1 << 20;
    private static final int SOME = 40;
    private static final CounterDefinition LABELLED =
            CounterDefinition.named("labelled").labels("label").build();

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(1_000, warnings);
    private final Stats stats = table.stats();

    private static String longText(int number) {
        return "n" + number + ".".repeat(3) + "x".repeat(LONG - 20) + number;
    }

    /** Records with texts that nobody else holds; a text that is kept anywhere is never collected. */
    private static void assertNoneIsKept(Consumer<String> recording) {
        List<WeakReference<String>> texts = new ArrayList<>();
        for (int i = 0; i < SOME; i++) {
            String text = longText(i);
            recording.accept(text);
            texts.add(new WeakReference<>(text));
        }
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(texts).allMatch(text -> text.get() == null);
        });
    }

    @Test
    void longNames_areCut_toldApart_andNotKept() {
        assertNoneIsKept(name -> {
            stats.incr(name);
            stats.gauge("gauge." + name, 1);
            stats.timing("timer." + name, Duration.ofMillis(1));
            stats.namespace(name).incr("in");
            stats.counter(LABELLED, name).incr();
            stats.incr(name + ".{label}", "value");
            stats.incr("by.{label}", name);
            stats.gauge(name, Double.NaN);
        });

        assertThat(table.series()).allSatisfy(series -> {
            assertThat(series.definition().name()).hasSizeLessThanOrEqualTo(Names.MAX_LENGTH + 1);
            assertThat(series.labelValues()).allMatch(Names::isShort);
        });
        assertThat(table.series())
                .filteredOn(series -> series.definition().equals(LABELLED))
                .hasSize(SOME);
        assertThat(table.series())
                .filteredOn(series -> series.definition().name().startsWith("gauge."))
                .hasSize(SOME);
    }

    @Test
    void textThatIsCut_isSaidOnceAName_forSoManyNames() {
        for (int i = 0; i < 1_000; i++) {
            String text = "x".repeat(300) + i / 2;
            stats.incr(text);
            stats.counter(LABELLED, text).incr();
        }

        assertThat(warnings.list())
                .filteredOn(one -> one.code().equals("changed-name"))
                .hasSizeBetween(2, Warnings.MAX_SUBJECTS + 1)
                .allSatisfy(one -> assertThat(one.toString()).hasSizeLessThan(250));
        assertThat(warnings.list().toString()).contains("was longer: a name or label value has at most 200 characters");
    }

    @Test
    void textThatIsCut_isNotCutInHalfALetter() {
        String emoji = "x" + "\uD83D\uDE00".repeat(200);

        assertThat(Names.bounded(emoji))
                .matches(cut -> cut.chars().filter(c -> c == '?').count() == 0);
        assertThat(new String(
                        Names.bounded(emoji).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Names.bounded(emoji));
    }

    @Test
    void namespacesInNamespaces_areKeptUpToTheLimit_andRecordBeyondIt() {
        Set<Stats> kept = new HashSet<>();
        for (int outer = 0; outer < 30; outer++) {
            for (int inner = 0; inner < 1_000; inner++) {
                Stats first = stats.namespace("outer" + outer).namespace("inner" + inner);
                if (stats.namespace("outer" + outer).namespace("inner" + inner) == first) {
                    kept.add(first);
                }
            }
        }
        assertThat(kept).hasSizeBetween(SeriesTable.DEFAULT_LIMIT / 2, SeriesTable.DEFAULT_LIMIT);

        stats.namespace("outer29").namespace("inner999").incr("in");
        assertThat(table.series()).anyMatch(one -> one.definition().name().equals("outer29.inner999.in"));
    }

    @Test
    void namespaces_withoutEnd_haveNamesThatEnd() {
        Stats nested = stats;
        for (int i = 0; i < 2_000; i++) {
            nested = nested.namespace("segment");
        }
        nested.incr("in");

        assertThat(table.series()).allMatch(one -> one.definition().name().length() <= Names.MAX_LENGTH);
    }

    @Test
    void definitions_findRoomBesideUndeclaredNames_andHaveABound() {
        int most = 0;
        for (int i = 0; i < 3_000; i++) {
            stats.incr("undeclared" + i);
        }
        stats.counter(CounterDefinition.named("declared.first").build()).incr();
        assertThat(table.series()).anyMatch(one -> one.definition().name().equals("declared.first"));
        for (int i = 0; i < 5_000; i++) {
            stats.counter(CounterDefinition.named("declared.n" + i).build()).incr();
            stats.incr("template" + i + ".{label}", "value");
            most = Math.max(most, table.size());
        }

        assertThat(most).isLessThanOrEqualTo(1_000 + 1_000 + 50);
        assertThat(table.series()).anyMatch(one -> one.definition().name().equals(SeriesTable.OTHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, LONG})
    void definitions_thatAreLong_areRefused_withoutTheirText(int length) {
        String name = "a.".repeat(length / 2) + "b";

        assertThatThrownBy(() -> CounterDefinition.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name must be at most 200 characters, had " + name.length())
                .hasMessageMatching("(?s).{1,400}");
        assertThatThrownBy(() -> CounterDefinition.named("a").path(name))
                .hasMessageStartingWith("path must be at most");
        assertThatThrownBy(() -> CounterDefinition.named("a").labels(name)).hasMessageStartingWith("label must be at");
        assertThatThrownBy(
                        () -> CounterDefinition.named("a").labels("b".repeat(21).split("")))
                .hasMessage("labels must be at most 20, were 21");
    }

    @Test
    void pointsInTime_areNoDurations_andSumsNeverTurnNegative() {
        Timer timer = stats.timer("timer");
        for (int i = 0; i < 6; i++) {
            timer.record(Duration.ofMillis(1_800_000_000_000L));
            timer.recordNanos(Duration.ofMillis(1_800_000_000_000L).toNanos());
            timer.record(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
        }
        assertThat(table.refused()).containsEntry("value", 18L);

        for (int i = 0; i < 300; i++) {
            timer.record(Duration.ofDays(365));
        }
        TimerSeries series = (TimerSeries) timer;
        TimerReading reading = new TimerReading();
        series.read(reading);
        assertThat(reading.count()).isEqualTo(300);
        assertThat(reading.totalNanos()).isEqualTo(Long.MAX_VALUE).isEqualTo(series.totalNanos());
    }
}
