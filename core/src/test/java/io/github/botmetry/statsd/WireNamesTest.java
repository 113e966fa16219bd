package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.OriginalHash;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.TimerDefinition;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireNamesTest {

    private static final int LIMIT = 500;
    private static final CounterDefinition VOTES = CounterDefinition.named("votes")
            .labels("choice")
            .path("votes")
            .path("votes.{choice}")
            .build();

    private final Warnings warnings = new Warnings(false);

    private static StatsDSettings settings(Dialect dialect) {
        return new StatsDSettings("h", 1, null, null, false, "bot", "", dialect, Duration.ofSeconds(1), 1432, false);
    }

    /** Endless names and values, all of which are the same once they are cleaned. */
    @ParameterizedTest
    @EnumSource
    void everythingAlike_staysApart_withinTheBoundOfSeries(Dialect dialect) {
        SeriesTable table = new SeriesTable(LIMIT, warnings);
        for (int i = 0; i < 10 * LIMIT; i++) {
            String alike = Integer.toBinaryString(i).replace('0', ' ').replace('1', '_');
            table.stats().incr("n" + "_".repeat(14 - alike.length()) + alike);
            table.stats()
                    .counter(VOTES, "v" + "_".repeat(14 - alike.length()) + alike)
                    .incr();
        }
        WireNames names = new WireNames(dialect, warnings::warn);
        LineEncoder encoder = dialect.encoder(names);
        Set<String> wire = new HashSet<>();
        int most = 0;
        for (int round = 0; round < 2; round++) {
            for (Series series : table.series()) {
                encoder.names(series, settings(dialect))
                        .forEach(name -> wire.add(name.name() + String.join(",", name.tags())));
                most = Math.max(most, names.size());
            }
        }

        int onePath = dialect == Dialect.PLAIN ? 1 : 0; // of all choices together
        assertThat(wire).hasSize(table.size() + onePath);
        assertThat(most).isBetween(LIMIT, 3 * table.size());
        assertThat(warnings.list().stream().filter(one -> one.code().equals(WireNames.CHANGED)))
                .hasSizeBetween(2, Warnings.MAX_SUBJECTS + 1);
    }

    @ParameterizedTest
    @EnumSource
    void hashesThatAreTheSame_areToldApartToo(Dialect dialect) {
        WireNames names = new WireNames(dialect, warnings::warn);
        String hash = OriginalHash.of("b");

        assertThat(names.labelValue("label", "a", "x")).isEqualTo("x");
        assertThat(names.labelValue("label", "c", "x_" + hash)).isEqualTo("x_" + hash);
        assertThat(names.labelValue("label", "b", "x")).matches("x_[0-9a-f]{8}").isNotEqualTo("x_" + hash);
        assertThat(names.labelValue("other", "b", "x")).isEqualTo("x");
    }

    /** Agents write averages and percentiles of a timer under its name, exporters do not. */
    @ParameterizedTest
    @EnumSource
    void nameThatAnAgentDerivesFromATimer_isTheTimers_whereThereIsAnAgent(Dialect dialect) {
        WireNames names = new WireNames(dialect, warnings::warn);
        names.name("took", owner(TimerDefinition.named("took").build()));

        for (String derived : List.of(".avg", ".min", ".max", ".median", ".95percentile")) {
            String name = names.name(
                    "took" + derived,
                    owner(CounterDefinition.named("a" + derived).build()));
            assertThat(name.equals("took" + derived)).as(name).isEqualTo(dialect == Dialect.PLAIN);
        }
        for (String derived : List.of(".count", ".sum", ".bucket")) {
            assertThat(names.name(
                            "took" + derived,
                            owner(CounterDefinition.named("a" + derived).build())))
                    .isNotEqualTo("took" + derived);
        }
    }

    private static WireNames.Owner owner(Definition definition) {
        return new WireNames.Owner(definition, WireNames.Owner.NO_PATH, List.of());
    }
}
