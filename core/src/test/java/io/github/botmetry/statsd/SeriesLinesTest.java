package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Each series under two names, which may have come differently far. */
class SeriesLinesTest {

    private static final WireName NEAR = new WireName("near");
    private static final WireName FAR = new WireName("far");
    private static final List<WireName> NAMES = List.of(NEAR, FAR);

    private final SeriesTable table = new SeriesTable(100, new Warnings(false));
    private final Stats stats = table.stats();
    private final Written written = new Written();

    private Series series(String name) {
        return StreamSupport.stream(table.series().spliterator(), false)
                .filter(series -> series.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SeriesLines lines(String name) {
        return SeriesLines.of(series(name), NAMES);
    }

    private List<String> write(SeriesLines lines) throws IOException {
        written.lines.clear();
        written.durations.clear();
        written.marks.clear();
        lines.write(written);
        return written.lines;
    }

    @Test
    void counter_sendsWhatWasAdded_underEachNameThatHasNotComeSoFar() throws Exception {
        stats.incr("calls", 5);
        SeriesLines calls = lines("calls");
        assertThat(calls.estimatedBytes()).isEqualTo(4 + 8 + 3 + 8);
        assertThat(write(calls)).containsExactly("near:5", "far:5");
        written.marks.get(1).sent(5);
        assertThat(calls.waiting()).isEqualTo(5);
        assertThat(calls.estimatedBytes()).isEqualTo(4 + 8);
        assertThat(write(calls)).containsExactly("near:5");

        stats.incr("calls", 2);

        assertThat(calls.estimatedBytes()).isEqualTo(4 + 8 + 3 + 8);
        assertThat(write(calls)).containsExactly("near:7", "far:2");
        written.marks.get(0).sent(7);
        written.marks.get(1).sent(2);
        assertThat(calls.waiting()).isZero();
        assertThat(calls.estimatedBytes()).isZero();
        assertThat(write(calls)).isEmpty();
    }

    @Test
    void amountThatIsGivenUp_isNotSentAgain_andStillNotDelivered() throws Exception {
        stats.incr("calls", 5);
        SeriesLines calls = lines("calls");
        write(calls);
        written.marks.get(0).refused(5);
        written.marks.get(1).sent(5);

        assertThat(calls.waiting()).isEqualTo(5);
        assertThat(write(calls)).isEmpty();
    }

    @Test
    void gauge_isSentWithEachFlush_andNotWithoutAValue() throws Exception {
        stats.gauge("size", 2.5);
        SeriesLines size = lines("size");

        assertThat(size.estimatedBytes()).isEqualTo(4 + 12 + 3 + 12);
        assertThat(write(size)).containsExactly("near:2.5", "far:2.5");
        assertThat(write(size)).containsExactly("near:2.5", "far:2.5");
        assertThat(size.waiting()).isZero();
    }

    @Test
    void gaugeThatEnds_hasItsLastValueOnce_underTheNamesThatAServerShows() throws Exception {
        GaugeDefinition up = GaugeDefinition.named("up").lastValue(0).build();
        AutoCloseable reading = stats.gauge(up).read(() -> 1);
        SeriesLines lines = SeriesLines.of(read("up"), NAMES);
        assertThat(write(lines)).containsExactly("near:1.0", "far:1.0");
        written.marks.get(0).sent(1);
        written.marks.get(1).refused(1);
        reading.close();
        read("up");

        assertThat(write(lines)).containsExactly("near:0.0");
        written.marks.get(0).sent(1);
        assertThat(write(lines)).isEmpty();
    }

    @Test
    void gaugeWithoutALastValue_endsInSilence() throws Exception {
        AutoCloseable reading = stats.gauge("up").read(() -> 1);
        SeriesLines lines = SeriesLines.of(read("up"), NAMES);
        write(lines);
        written.marks.forEach(mark -> mark.sent(1));
        reading.close();
        read("up");

        assertThat(write(lines)).isEmpty();
    }

    private Series read(String name) {
        table.readNow();
        return series(name);
    }

    @Test
    void gaugeOfSeconds_isMilliseconds_toTheNanosecond_andOfAnySize() throws Exception {
        GaugeDefinition age = GaugeDefinition.named("age").unit("seconds").build();
        for (double[] secondsAndMillis : new double[][] {
            {0.1, 100}, {-0.1, -100}, {1e-9, 1e-6}, {1.0000000004, 1000}, {9e6, 9e9}, {1e10, 1e13}, {-1e10, -1e13}
        }) {
            stats.gauge(age).set(secondsAndMillis[0]);
            assertThat(write(lines("age"))).contains("near:" + secondsAndMillis[1]);
        }

        stats.gauge(age).set(Double.MAX_VALUE);
        assertThatThrownBy(() -> write(lines("age")))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(Double.MAX_VALUE + " seconds are more milliseconds than a double holds");
    }

    @Test
    void timer_givesTheSameSamplesToNamesThatHaveComeEquallyFar() throws Exception {
        stats.timing("took", Duration.ofNanos(7));
        stats.timing("took", Duration.ofNanos(8));
        SeriesLines took = lines("took");
        assertThat(took.estimatedBytes()).isEqualTo(2 * (4 + 16) + 2 * (3 + 16));
        assertThat(write(took)).containsExactly("near:2[7, 8]", "far:2[7, 8]");
        assertThat(written.durations.get(0)).isSameAs(written.durations.get(1));
        written.marks.get(1).sent(2);
        assertThat(took.waiting()).isEqualTo(2);

        stats.timing("took", Duration.ofNanos(9));

        assertThat(took.estimatedBytes()).isEqualTo(3 * (4 + 16) + 3 + 16);
        assertThat(write(took)).containsExactly("near:3[7, 8, 9]", "far:1[9]");
        written.marks.get(0).sent(3);
        written.marks.get(1).sent(1);
        assertThat(took.waiting()).isZero();
        assertThat(took.estimatedBytes()).isZero();
        assertThat(write(took)).isEmpty();
    }

    @Test
    void timer_withMoreThanAreKept_isEstimatedByWhatIsUsual() {
        for (int i = 0; i < 600; i++) {
            stats.timing("took", Duration.ofNanos(i));
        }
        stats.incr("calls", 7);
        stats.gauge("size", 1);

        assertThat(lines("took").estimatedBytes()).isEqualTo(512 * (4 + 16) + 512 * (3 + 16));
        assertThat(SeriesLines.roughBytes(series("took"))).isEqualTo(512 * 40);
        assertThat(SeriesLines.waitingUnsent(series("took"))).isEqualTo(600);
        assertThat(SeriesLines.roughBytes(series("calls"))).isEqualTo(40);
        assertThat(SeriesLines.waitingUnsent(series("calls"))).isEqualTo(7);
        assertThat(SeriesLines.waitingUnsent(series("size"))).isZero();
    }
}
