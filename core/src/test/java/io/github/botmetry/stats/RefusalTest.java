package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final CounterDefinition VOTES =
            CounterDefinition.named("votes").labels("choice").build();

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(100, warnings);
    private final Stats stats = table.stats();

    private long refused(String reason) {
        return Values.refused(table, reason);
    }

    private List<Warning> warningsOf(String reason) {
        return warnings.list().stream()
                .filter(one -> one.code().equals("refused-" + reason))
                .toList();
    }

    @Test
    void lookUp_ofARefusedHandle_countsNothing() {
        stats.counter((String) null);
        stats.counter(VOTES);
        stats.incr("taken");
        stats.gauge("taken");
        stats.timer("taken");

        assertThat(table.refused().values()).containsOnly(0L);
        assertThat(warnings.list()).isEmpty();
    }

    @Test
    void amounts_areThoseThatWouldHaveBeenRecorded() {
        stats.gauge("taken", 1);

        stats.incr("taken", 7);
        stats.incr("taken");
        stats.counter("taken").incr(0);
        stats.timing("taken", Duration.ofSeconds(9));
        stats.timer("taken").recordNanos(9);
        stats.gauge("taken.a", 5);
        stats.incr("taken.a", 100);

        assertThat(refused("collision")).isEqualTo(7 + 1 + 1 + 1 + 100);
    }

    @Test
    void invalidDelta_countsAsOne_sinceItsSizeMeansNothing() {
        stats.incr("counter", -5);
        stats.incr("counter", Long.MIN_VALUE);
        stats.incr("counter", Long.MAX_VALUE);
        assertThat(refused("value")).isEqualTo(3);

        stats.gauge("gauge", 1);
        stats.incr("gauge", -5);
        assertThat(refused("collision")).isEqualTo(1);
    }

    @Test
    void totalThatWouldOverflow_isRefused_andTheCounterGoesOn() {
        stats.gauge("gauge", 1);
        for (int i = 0; i < 2_000; i++) {
            stats.incr("counter", 1L << 53);
            stats.incr("gauge", 1L << 53);
        }
        stats.incr("counter", 5);

        long total = new Values(table.series()).amount("counter");
        assertThat(total).isPositive();
        assertThat(total % (1L << 53)).isEqualTo(5);
        assertThat(refused("value")).isEqualTo(2_000 - (total >> 53));
        assertThat(refused("collision")).isPositive();
    }

    @Test
    void nullsAndEmptyNames_areRefusedInAmounts_byEachWayToRecord() {
        stats.incr(null, 3);
        stats.incr("", 4);
        stats.counter("").incr(5);
        stats.gauge("").set(1);
        stats.gauge("").read(() -> 1);
        stats.timer((String) null).record(Duration.ZERO);
        stats.incr(null, "value");
        stats.incr("no template", "value");
        assertThat(refused("name")).isEqualTo(3 + 4 + 5 + 1 + 1 + 1 + 1 + 1);

        stats.gauge("reading").read(null);
        assertThat(refused("value")).isEqualTo(1);
    }

    @Test
    void infinityOfASupplier_isRefused_andNaNIsNoValue() {
        stats.gauge("infinite").read(() -> Double.NEGATIVE_INFINITY);
        stats.gauge("none").read(() -> Double.NaN);

        assertThat(new Values(table.readNow()).gauge("infinite")).isNaN();
        table.readNow();

        assertThat(refused("value")).isEqualTo(2);
        assertThat(warningsOf("value")).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("infinite");
            assertThat(one.cause()).startsWith("refused to record -Infinity: value of a supplier must be finite");
        });
    }

    @Test
    void valueThatIsSetBesideASupplier_isRefused_untilItsReadingIsClosed() throws Exception {
        Gauge gauge = stats.gauge("gauge");
        AutoCloseable reading = gauge.read(() -> 1);
        gauge.set(7);
        assertThat(new Values(table.readNow()).gauge("gauge")).isEqualTo(1);
        assertThat(refused("value")).isEqualTo(1);
        assertThat(warningsOf("value"))
                .singleElement()
                .satisfies(one -> assertThat(one.cause())
                        .isEqualTo("refused to record 7.0: value must not be set while a supplier gives it"));

        reading.close();
        gauge.set(8);
        assertThat(new Values(table.readNow()).gauge("gauge")).isEqualTo(8);
        assertThat(refused("value")).isEqualTo(1);
    }

    @Test
    void namesOfBotmetryItself_areRefusedUndeclared_sinceSinksLeaveThemOut() {
        stats.incr("botmetry.mine", 5);
        stats.namespace("botmetry").incr("yours", 6);
        stats.gauge("botmetry.gauge", 1);
        stats.timing("botmetry.timer", Duration.ZERO);
        stats.incr("botmetry.by.{label}", "value");
        stats.namespace("botmetry").incr("by.{label}", "value");
        stats.incr("botmetry", 100);
        stats.incr("botmetrics.mine", 100);

        assertThat(refused("name")).isEqualTo(5 + 6 + 1 + 1 + 1 + 1);
        assertThat(warningsOf("name"))
                .allSatisfy(
                        one -> assertThat(one.cause()).contains("name must not begin with botmetry., was \"botmetry."))
                .extracting(Warning::subject)
                .contains("botmetry.mine", "botmetry.yours", "template botmetry.by.{label}");
        assertThat(new Values(table.series()).amount("botmetrics.mine")).isEqualTo(100);
    }

    @Test
    void labelValues_thatDoNotFit_areRefusedInAmounts() {
        stats.counter(VOTES).incr(3);
        stats.counter(VOTES, "a", "b").incr(4);
        stats.counter(VOTES, (String) null).incr(5);
        stats.counter(VOTES, (String[]) null).incr(6);
        stats.incr("doc.{package}", null);

        assertThat(refused("labels")).isEqualTo(3 + 4 + 5 + 6 + 1);
        assertThat(new Values(table.series()).amount("votes")).isZero();
    }

    @Test
    void template_ofATakenName_isACollision() {
        stats.incr("doc");
        stats.incr("doc.{package}", "a");
        stats.incr("doc.{package}", "b");

        assertThat(refused("collision")).isEqualTo(2);
        assertThat(refused("name")).isZero();
    }

    @Test
    void eachReasonAndName_isOneWarning_thatCountsOn() {
        stats.gauge("a", 1);
        stats.gauge("b", 1);
        for (int i = 0; i < 10; i++) {
            stats.incr("a");
            stats.incr("b");
            stats.gauge("a", Double.NaN);
        }

        assertThat(warningsOf("collision"))
                .extracting(Warning::subject, Warning::count)
                .containsExactly(tuple("a", 10L), tuple("b", 10L));
        assertThat(warningsOf("value")).singleElement().satisfies(warning -> {
            assertThat(warning.subject()).isEqualTo("a");
            assertThat(warning.cause()).startsWith("refused to record NaN: value must be finite");
            assertThat(warning.count()).isEqualTo(10);
        });
    }

    @Test
    void warnings_ofEndlesslyManyNames_areBounded_andAllIsCounted() {
        stats.gauge("gauge", 1);
        for (int i = 0; i < 1_000; i++) {
            stats.incr("n" + i, -1);
        }

        assertThat(warningsOf("value")).hasSizeLessThanOrEqualTo(Warnings.MAX_SUBJECTS + 1);
        assertThat(warningsOf("value").stream().mapToLong(Warning::count).sum()).isEqualTo(1_000);
        assertThat(refused("value")).isEqualTo(1_000);
    }

    @Test
    void recordedAmounts_areThoseDeliveredAndThoseRefused() {
        long recorded = 0;
        for (int i = 0; i < 5_000; i++) {
            int amount = i % 11;
            recorded += amount;
            switch (i % 5) {
                case 0 -> stats.incr("a" + i % 200, amount);
                case 1 -> stats.incr("b" + i % 7 + (i % 2 == 0 ? ".x" : "_x"), amount);
                case 2 -> stats.counter(VOTES, "value" + i % 400).incr(amount);
                case 3 -> stats.counter(VOTES).incr(amount);
                default -> stats.incr(i % 3 == 0 ? null : "", amount);
            }
        }

        long delivered = 0;
        for (Series one : table.series()) {
            if (one instanceof CounterSeries counter && !one.definition().name().startsWith("botmetry.")) {
                delivered += counter.total();
            }
        }
        assertThat(delivered).isPositive();
        assertThat(delivered + Values.refused(table)).isEqualTo(recorded);
    }

    @Test
    void eachRefusal_namesTheArgument_theValue_andTheRuleThatItBroke() {
        stats.incr(null);
        stats.incr("");
        stats.incr("botmetry.mine");
        stats.incr("user.{user}", "x");
        stats.incr("no template", "x");
        stats.incr("help desk.{topic}", "x");
        stats.incr(null, "x");
        stats.incr("down", -5);
        stats.timing("slept", Duration.ofMillis(-1));
        stats.timing("never", null);
        stats.gauge("load", Double.NaN);
        stats.gauge("read").read(null);
        stats.gauge("down", 1);
        stats.counter(VOTES, "a", "b").incr();
        stats.counter(CounterDefinition.named("pairs").labels("a", "b").build(), "a", null)
                .incr();

        assertThat(warnings.list())
                .extracting(one -> one.subject() + ": " + one.cause())
                .containsExactlyInAnyOrder(
                        "null: refused to record it: name must not be null",
                        "\"\": refused to record it: name must not be empty, was \"\"",
                        "botmetry.mine: refused to record it: name must not begin with botmetry., was \"botmetry.mine\"",
                        "template user.{user}: refused to record it: label must not name people or places"
                                + " (user.*|guild.*|channel_id|message.*|token) unless allowPersonalLabels() says so,"
                                + " was \"user\"",
                        "template no template: refused to record it: template must be dotted.name.{label}, was"
                                + " \"no template\"",
                        "template help desk.{topic}: refused to record it: name must match"
                                + " [A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*, was \"help desk\"",
                        "template null: refused to record it: template must not be null",
                        "down: refused to record -5: delta must be 0 to 2^53",
                        "slept: refused to record PT-0.001S: duration must be 0 to 365 days",
                        "never: refused to record null: duration must be 0 to 365 days",
                        "load: refused to record NaN: value must be finite",
                        "read: refused to record it: supplier must not be null",
                        "down: refused to record it: name must be of one kind and declaration, was that of counter down"
                                + " before gauge down",
                        "votes: refused to record it: label values must be one for each label of [choice], were [a, b]",
                        "pairs: refused to record it: label values must not be null, were [a, null]");
    }

    @Test
    void seriesLimits_areNamedOnceEach_inAReadableLine() {
        CounterDefinition limited = CounterDefinition.named("limited")
                .labels("a", "b")
                .limit("a", 1)
                .limit("b", 2)
                .build();
        for (int i = 0; i < 10; i++) {
            stats.counter(limited, "x" + i, "y".repeat(1_000) + i).incr();
        }
        for (int i = 0; i < 1_000; i++) {
            stats.incr("n" + i);
        }

        assertThat(warnings.list())
                .filteredOn(one -> one.code().equals("series-limit"))
                .extracting(Warning::subject)
                .containsExactlyInAnyOrder("limited{a}", "limited{b}", "100 series in total");
        assertThat(warnings.list()).allSatisfy(one -> assertThat(one.toString()).hasSizeLessThan(250));
        assertThat(warnings.list().toString())
                .contains("limit reached: further values are recorded as _other, the first was x1");
    }
}
