package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ends of each range are taken, and nothing beyond; two definitions are equal if they say the same. */
class DefinitionBoundsTest {

    private static String text(int length) {
        return "x".repeat(length);
    }

    private static CounterDefinition.Builder counter() {
        return CounterDefinition.named("a.b").labels("c").path("a.{c}");
    }

    @Test
    void texts_haveALength() {
        CounterDefinition.named(text(200))
                .labels(text(200))
                .path(text(200))
                .help(text(1_000))
                .unit(text(200));

        assertThatThrownBy(() -> CounterDefinition.named(text(201)))
                .hasMessageStartingWith("name must be at most 200 characters, had 201, was \"xxx");
        assertThatThrownBy(() -> counter().labels(text(201))).hasMessageStartingWith("label must be at most 200");
        assertThatThrownBy(() -> counter().path(text(201))).hasMessageStartingWith("path must be at most 200");
        assertThatThrownBy(() -> counter().help(text(1_001))).hasMessageStartingWith("help must be at most 1000");
        assertThatThrownBy(() -> counter().unit(text(201))).hasMessageStartingWith("unit must be at most 200");
        assertThatThrownBy(() -> counter().limit(text(201), 1)).hasMessageStartingWith("label must be at most 200");
    }

    @Test
    void labelsAndPaths_haveANumber() {
        String[] labels = IntStream.range(0, 21).mapToObj(i -> "l" + i).toArray(String[]::new);
        CounterDefinition.Builder full = CounterDefinition.named("a")
                .labels(List.of(labels).subList(0, 20).toArray(String[]::new));
        IntStream.range(0, 20).forEach(i -> full.path("p" + i));

        assertThat(full.build().labels()).hasSize(20);
        assertThat(full.build().paths()).hasSize(20);
        assertThatThrownBy(() -> full.labels(labels)).hasMessage("labels must be at most 20, were 21");
        assertThatThrownBy(() -> full.path("p20")).hasMessage("paths must be at most 20, the next was \"p20\"");
    }

    @Test
    void limits_areAtLeastOne_andOfALabelThatThereIs() {
        CounterDefinition one = counter().limit("c", 1).seriesLimit(1).build();

        assertThat(one.limit("c")).isEqualTo(1);
        assertThat(one.seriesLimit()).isEqualTo(1);
        assertThat(counter().build().limit("c")).isEqualTo(Definition.DEFAULT_LABEL_LIMIT);
        assertThat(counter().build().seriesLimit()).isEqualTo(Definition.DEFAULT_SERIES_LIMIT);
        assertThatThrownBy(() -> counter().seriesLimit(0)).hasMessage("series must be at least 1, was 0");
        assertThatThrownBy(() -> counter().limit("d", 1).build())
                .hasMessage("label must be one of [c] of a.b, was \"d\"");
    }

    @Test
    void buckets_arePositive_ascending_andAtMostAYear() {
        Duration year = Duration.ofDays(365);
        TimerDefinition timer =
                TimerDefinition.named("t").buckets(Duration.ofNanos(1), year).build();

        assertThat(timer.bucketBoundsNanos()).containsExactly(1, year.toNanos());
        assertThat(timer.isHistogram()).isTrue();
        assertThat(TimerDefinition.named("t").build().isHistogram()).isFalse();
        for (Duration[] bad :
                new Duration[][] {{Duration.ZERO}, {Duration.ofNanos(-1)}, {Duration.ofNanos(2), Duration.ofNanos(2)}
                }) {
            assertThatThrownBy(() -> TimerDefinition.named("t").buckets(bad))
                    .hasMessageStartingWith("upperBounds must be positive and ascending");
        }
        assertThatThrownBy(() -> TimerDefinition.named("t").buckets(year.plusNanos(1)))
                .hasMessageStartingWith("upperBounds must be at most 365 days");
    }

    @Test
    void definitions_thatSayTheSame_areEqual_andElseNot() {
        CounterDefinition same = counter().build();

        assertThat(same)
                .isEqualTo(counter().build())
                .hasSameHashCodeAs(counter().build());
        assertThat(same).isEqualTo(same).isNotEqualTo("a.b").isNotEqualTo(null);
        assertThat(List.<Definition>of(
                        CounterDefinition.named("b").labels("c").path("a.{c}").build(),
                        CounterDefinition.named("a.b")
                                .labels("c", "d")
                                .path("a.{c}")
                                .build(),
                        counter().path("b.{c}").build(),
                        counter().help("h").build(),
                        counter().unit("bytes").build(),
                        counter().limit("c", 2).build(),
                        counter().seriesLimit(2).build(),
                        new CounterDefinition("a.b"),
                        GaugeDefinition.named("a.b").labels("c").path("a.{c}").build(),
                        TimerDefinition.named("a.b").labels("c").path("a.{c}").build()))
                .doesNotContain(same);
        assertThat(new CounterDefinition("a")).isNotEqualTo(new GaugeDefinition("a"));
        assertThat(same).doesNotHaveSameHashCodeAs(new CounterDefinition("a.b"));
    }

    @Test
    void gauges_differByTheirLastValue_andTimersByTheirBuckets() {
        GaugeDefinition zero = GaugeDefinition.named("g").lastValue(0).build();
        TimerDefinition second =
                TimerDefinition.named("t").buckets(Duration.ofSeconds(1)).build();

        assertThat(zero)
                .isEqualTo(GaugeDefinition.named("g").lastValue(0).build())
                .hasSameHashCodeAs(GaugeDefinition.named("g").build())
                .isNotEqualTo(GaugeDefinition.named("g").build());
        assertThat(second)
                .isEqualTo(TimerDefinition.named("t")
                        .buckets(Duration.ofSeconds(1))
                        .build())
                .hasSameHashCodeAs(TimerDefinition.named("t").build())
                .isNotEqualTo(TimerDefinition.named("t").build());
        assertThatThrownBy(() -> GaugeDefinition.named("g").lastValue(Double.NaN))
                .hasMessage("lastValue must be finite, was NaN");
    }

    @Test
    void definition_isWrittenWithItsKindAndLabels() {
        assertThat(counter().build()).hasToString("counter a.b[c]");
        assertThat(new GaugeDefinition("size")).hasToString("gauge size");
        assertThat(counter().build().prometheusName()).isEqualTo("a_b");
        assertThat(counter().help("h").unit("u").build().help()).isEqualTo("h");
        assertThat(counter().help("h").unit("u").build().unit()).isEqualTo("u");
    }

    @Test
    void template_isANameAndOneLabel() {
        CounterDefinition votes = PathTemplate.counterOf("bot.votes.{choice}");

        assertThat(votes)
                .isEqualTo(CounterDefinition.named("bot.votes")
                        .labels("choice")
                        .path("bot.votes.{choice}")
                        .build());
        assertThatThrownBy(() -> PathTemplate.counterOf("bot.{a}.{b}"))
                .hasMessage("template must be dotted.name.{label}, was \"bot.{a}.{b}\"");
        assertThat(votes.plainNames(List.of("$1\\x"))).first().asString().startsWith("bot.votes._1_x_");
    }
}
