package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.TimerSeries;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class StatsDSinkTest {

    private static final int ROUGH = SeriesLines.ROUGH_LINE_BYTES;

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(500, warnings);
    private final Written written = new Written();
    private final StatsDSink sink = new StatsDSink(settings(), table.stats(), warnings, (traffic, refusals) -> written);

    private static StatsDSettings settings() {
        return new StatsDSettings("h", 1, null, null, false, "", "", Dialect.PLAIN, Duration.ofSeconds(1), 1432, false);
    }

    private void flush() throws Exception {
        written.lines.clear();
        written.marks.clear();
        sink.flush(table.series());
    }

    @Test
    void flush_isPacedByWhatItWillSend_withoutNumbersOfOurOwn() throws Exception {
        table.stats().incr("calls");
        table.stats().gauge("size", 1);
        flush();
        assertThat(written.lines).containsExactly("calls:1", "size:1.0");
        assertThat(written.estimatedBytes).as("none was ever sent").isEqualTo(2 * ROUGH);
        written.marks.forEach(mark -> mark.sent(1));

        table.stats().incr("votes");
        flush();

        assertThat(written.lines).containsExactly("size:1.0", "votes:1");
        assertThat(written.estimatedBytes).isEqualTo("size".length() + 12 + ROUGH);
    }

    @Test
    void flush_isTimed() throws Exception {
        long started = System.nanoTime();
        flush();
        flush();
        long took = System.nanoTime() - started;

        TimerSeries timer = (TimerSeries) StreamSupport.stream(table.series().spliterator(), false)
                .filter(series -> series.definition().name().equals("botmetry.statsd.flush.duration"))
                .findFirst()
                .orElseThrow();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalNanos()).isBetween(1L, took);
        assertThat(sink.figures().get("flush_micros")).isBetween(0L, timer.totalNanos() / 1_000);
    }

    @Test
    void moreSeriesThanThereWasRoomFor_areEachSentOnce() throws Exception {
        for (int i = 0; i < 300; i++) {
            table.stats().incr("calls." + i);
            flush();
            assertThat(written.lines).containsExactly("calls." + i + ":1");
            written.marks.forEach(mark -> mark.sent(1));
        }
        Iterable<Series> all = table.series();

        assertThat(sink.waiting(all)).hasValue(0);
        table.stats().incr("calls.0", 3);
        table.stats().incr("new", 4);
        assertThat(sink.waiting(table.series())).hasValue(7);
    }

    @Test
    void manySeriesAtOnce_areEachSent() throws Exception {
        for (int i = 0; i < 300; i++) {
            table.stats().incr("calls." + i);
        }
        flush();

        assertThat(written.lines).hasSize(300);
        assertThat(sink.figures().get("lines_refused")).isZero();
    }

    @Test
    void close_releasesTheTransport() {
        sink.close(Duration.ofSeconds(1));

        assertThat(written.isClosed).isTrue();
    }

    @Test
    void seriesThatWereNeverSent_wait() {
        for (int i = 0; i < 100; i++) {
            table.stats().incr("calls." + i, 2);
        }

        assertThat(sink.waiting(table.series())).hasValue(200);
    }

    @Test
    void seriesThatCannotBeWritten_isNamed_andTheOthersAreSent() throws Exception {
        GaugeDefinition age = GaugeDefinition.named("age").unit("seconds").build();
        table.stats().gauge(age).set(Double.MAX_VALUE);
        table.stats().incr("calls");

        flush();

        assertThat(written.lines).containsExactly("calls:1");
        assertThat(sink.figures().get("lines_refused")).isEqualTo(1);
        assertThat(warnings.list()).extracting(Warning::subject).containsExactly("age[]");
    }
}
