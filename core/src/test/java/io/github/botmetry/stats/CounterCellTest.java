package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class CounterCellTest {

    private static final long LARGEST = 1L << 53;
    private static final long USUAL = 1L << 32;
    private static final long FULL = 1L << 62;

    private final SeriesTable table = new SeriesTable(10, new Warnings(false));
    private final Counter votes = table.stats().counter("votes");

    private long total() {
        return StreamSupport.stream(table.series().spliterator(), false)
                .filter(one -> one.definition().name().equals("votes"))
                .mapToLong(one -> ((CounterSeries) one).total())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void delta_isUpTo2To53_andNotNegative() {
        votes.incr(0);
        votes.incr(LARGEST);
        votes.incr(LARGEST + 1);
        votes.incr(-1);

        assertThat(total()).isEqualTo(LARGEST);
        assertThat(Values.refused(table, "value")).isEqualTo(2);
    }

    /** Usual deltas are still added: they need years to reach the end of a long. */
    @Test
    void totalThatIsFull_takesWhatIsUsual_andRefusesMore() {
        for (int i = 0; i < FULL / LARGEST; i++) {
            votes.incr(LARGEST);
        }
        assertThat(total()).isEqualTo(FULL);

        votes.incr(LARGEST); // the total is not beyond the limit yet
        votes.incr(LARGEST);
        votes.incr(USUAL + 1);
        votes.incr(USUAL);

        assertThat(total()).isEqualTo(FULL + LARGEST + USUAL);
        assertThat(Values.refused(table, "value")).isEqualTo(2);
    }

    @Test
    void nothing_afterTheClose_isNotRefused() {
        votes.incr(3);
        table.close();

        votes.incr(0);
        assertThat(Values.refused(table, "closed")).isZero();
        votes.incr(2);

        assertThat(total()).isEqualTo(3);
        assertThat(Values.refused(table, "closed")).isEqualTo(2);
    }
}
