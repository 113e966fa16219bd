package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.TimerDefinition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingStatsTest {

    private static final CounterDefinition VOTES =
            CounterDefinition.named("votes").labels("choice").build();
    private static final GaugeDefinition QUEUE =
            GaugeDefinition.named("queue").labels("name").build();
    private static final TimerDefinition LOOKUP =
            TimerDefinition.named("lookup").labels("table").build();

    private final RecordingStats stats = RecordingStats.create();

    @Test
    void count_ofUndeclaredName_includesItsNamespace() {
        stats.incr("requested");
        stats.namespace("packages").incr("requested", 4);
        assertThat(stats.count("requested")).isEqualTo(1);
        assertThat(stats.count("packages.requested")).isEqualTo(4);
    }

    @Test
    void count_ofDefinition_isForOneOrForAllLabelValues() {
        stats.counter(VOTES, "yes").incr(2);
        stats.counter(VOTES, "no").incr(3);
        assertThat(stats.count(VOTES, "yes")).isEqualTo(2);
        assertThat(stats.count(VOTES)).isEqualTo(5);
        assertThat(stats.count(VOTES, "perhaps")).isZero();
    }

    @Test
    void declaredNumbers_areFoundByNameAndLabelValues() {
        stats.counter(VOTES, "yes").incr(2);
        stats.counter(VOTES, "no").incr(3);
        stats.gauge(QUEUE, "mail").set(7);
        stats.timer(LOOKUP, "packages").record(Duration.ofSeconds(2));

        assertThat(stats.count("votes", "yes")).isEqualTo(2);
        assertThat(stats.count("votes", "perhaps")).isZero();
        assertThat(stats.count("never.recorded")).isZero();
        assertThat(stats.value("queue", "mail")).isEqualTo(7);
        assertThat(stats.timings("lookup", "packages")).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void nameOfOtherLabelsOrKind_fails_withAllThatThereIs() {
        stats.counter(VOTES, "yes").incr(2);
        stats.counter(VOTES, "no").incr(3);

        assertThatThrownBy(() -> stats.count("votes"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no counter is called votes with 0 label values []; there is counter votes[choice] with the"
                        + " values [[yes], [no]]");
        assertThatThrownBy(() -> stats.count("votes", "yes", "today")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> stats.value("votes", "yes"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("no gauge is called votes");
        assertThatThrownBy(() -> stats.timings("votes")).isInstanceOf(AssertionError.class);
    }

    @Test
    void definition_withTooFewLabelValues_orAnotherOfItsName_fails() {
        CounterDefinition other = CounterDefinition.named("votes")
                .labels("choice")
                .limit("choice", 7)
                .build();
        stats.counter(VOTES, "yes").incr();

        assertThatThrownBy(() -> stats.count(VOTES, "yes", "no"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("counter votes[choice] must have a value for each of its labels, was asked for [yes, no]");
        assertThatThrownBy(() -> stats.value(QUEUE)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> stats.timings(LOOKUP, "a", "b")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> stats.count(other))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there is another");
    }

    @Test
    void sink_askedForAGaugeAsACounter_fails() throws Exception {
        RecordingSink sink = RecordingSink.atClose();
        stats.gauge("queue", 7);
        stats.incr("votes", 2);
        sink.flush(stats.series());

        assertThat(sink.value("queue")).isEqualTo(7);
        assertThat(sink.count("votes")).isEqualTo(2);
        assertThatThrownBy(() -> sink.count("queue"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("it must be a counter or timer, was gauge queue");
        assertThatThrownBy(() -> sink.value("votes")).isInstanceOf(AssertionError.class);
    }

    @Test
    void value_isTheLastOneSet() {
        stats.gauge("size", 3);
        stats.gauge("size", -4.5);
        stats.gauge(QUEUE, "mail").set(7);
        assertThat(stats.value("size")).isEqualTo(-4.5);
        assertThat(stats.value(QUEUE, "mail")).isEqualTo(7);
        assertThat(stats.value(QUEUE, "none")).isNaN();
    }

    @Test
    void timings_areInTheOrderOfRecordingHoweverOftenTheyAreRead() {
        stats.timing("took", Duration.ofMillis(3));
        stats.timing("took", Duration.ofNanos(1));
        stats.timer(LOOKUP, "packages").record(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            assertThat(stats.timings("took")).containsExactly(Duration.ofMillis(3), Duration.ofNanos(1));
        }
        assertThat(stats.timings(LOOKUP)).containsExactly(Duration.ofSeconds(2));
        assertThat(stats.timings(LOOKUP, "none")).isEmpty();
    }

    @Test
    void readingBack_createsNoSeries() {
        String before = stats.toString();
        assertThat(stats.count("none")).isZero();
        assertThat(stats.value("none")).isNaN();
        assertThat(stats.timings("none")).isEmpty();
        assertThat(stats).hasToString(before);
    }

    @Test
    void of_botmetry_readsWhatItRecorded() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            botmetry.stats().incr("requested");
            assertThat(RecordingStats.of(botmetry).count("requested")).isEqualTo(1);
        }
    }
}
