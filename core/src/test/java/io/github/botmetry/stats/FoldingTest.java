package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private final Warnings warnings = new Warnings(false);

    private static long amount(SeriesTable table, String name) {
        return new Values(table.series()).amount(name);
    }

    private static List<String> folded(SeriesTable table) {
        return StreamSupport.stream(table.series().spliterator(), false)
                .filter(Series::isFolded)
                .map(series -> series.definition().name() + series.labelValues())
                .toList();
    }

    @Test
    void labelValue_overItsLimit_isCounted_andNamedAtOnce() {
        SeriesTable table = new SeriesTable(100, warnings);
        CounterDefinition votes = CounterDefinition.named("votes")
                .labels("choice")
                .limit("choice", 1)
                .build();
        table.stats().counter(votes, "yes").incr();
        assertThat(amount(table, "botmetry.series.folded")).isZero();

        table.stats().counter(votes, "no").incr();

        assertThat(amount(table, "botmetry.series.folded")).isEqualTo(1);
        assertThat(warnings.list()).extracting(Warning::subject).containsExactly("votes{choice}");
        assertThat(folded(table)).containsExactly("votes[_other]");
    }

    @Test
    void labelValue_thatWasThereBefore_isNotOverItsLimit() {
        SeriesTable table = new SeriesTable(100, warnings);
        CounterDefinition votes = CounterDefinition.named("votes")
                .labels("choice", "room")
                .limit("choice", 1)
                .build();
        table.stats().counter(votes, "yes", "a").incr();

        table.stats().counter(votes, "yes", "b").incr();

        assertThat(folded(table)).isEmpty();
        assertThat(warnings.list()).isEmpty();
    }

    @Test
    void series_overTheLimitOfTheirDefinition_areOne_whichIsNamedOnce() {
        SeriesTable table = new SeriesTable(100, warnings);
        CounterDefinition votes =
                CounterDefinition.named("votes").labels("choice").seriesLimit(2).build();
        for (String choice : List.of("yes", "no", "perhaps", "never", "yes")) {
            table.stats().counter(votes, choice).incr();
        }

        assertThat(folded(table)).containsExactly("votes[_other]");
        assertThat(amount(table, "votes")).isEqualTo(5);
        assertThat(amount(table, "botmetry.series.folded")).isEqualTo(2);
        assertThat(warnings.list())
                .extracting(Warning::subject, Warning::cure)
                .containsExactly(tuple("votes", "raise its seriesLimit"));
    }

    @Test
    void labelValue_overTheTotal_isNamedAsThat() {
        SeriesTable table = new SeriesTable(2, warnings);
        CounterDefinition votes =
                CounterDefinition.named("votes").labels("choice").build();
        for (String choice : List.of("yes", "no", "perhaps")) {
            table.stats().counter(votes, choice).incr();
        }

        assertThat(folded(table)).containsExactly("votes[_other]");
        assertThat(warnings.list()).extracting(Warning::subject).containsExactly("2 series in total");
    }

    @Test
    void name_overTheTotal_isCounted_andNamedAtOnce() {
        SeriesTable table = new SeriesTable(2, warnings);
        table.stats().incr("first");
        table.stats().incr("second");
        assertThat(amount(table, "botmetry.series.folded")).isZero();

        table.stats().incr("third");

        assertThat(amount(table, "botmetry.series.folded")).isEqualTo(1);
        assertThat(warnings.list()).extracting(Warning::code).containsExactly("series-limit");
        assertThat(folded(table)).hasSize(1).allMatch(name -> name.startsWith("_other"));
        assertThat(table.size()).isEqualTo((int)
                StreamSupport.stream(table.series().spliterator(), false).count());
    }

    @Test
    void template_ofANameThatIsAnothers_isRefused_andThrowsNothing() {
        SeriesTable table = new SeriesTable(100, warnings);
        table.stats().timing("doc.packages", Duration.ofMillis(1));

        table.stats().incr("doc.packages.{package}", "java.util");

        assertThat(Values.refused(table, "collision")).isEqualTo(1);
        assertThat(amount(table, "doc.packages")).isEqualTo(1);
    }

    @Test
    void template_afterTheClose_isRefusedAsThat() {
        SeriesTable table = new SeriesTable(100, warnings);
        table.close();

        table.stats().incr("doc.packages.{package}", "java.util");

        assertThat(Values.refused(table, "closed")).isEqualTo(1);
        assertThat(Values.refused(table)).isEqualTo(1);
    }
}
