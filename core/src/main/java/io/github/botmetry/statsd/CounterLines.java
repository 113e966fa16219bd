package io.github.botmetry.statsd;

import io.github.botmetry.stats.CounterSeries;
import java.util.List;
import java.util.function.Consumer;

/** What was added since the last datagram that left. */
final class CounterLines extends SeriesLines {

    private final CounterSeries series;
    private final long[] sent;

    CounterLines(CounterSeries series, List<WireName> names) {
        super(names);
        this.series = series;
        this.sent = new long[names.size()];
    }

    @Override
    void collect(int index, WireName name, Consumer<Line> lines) {
        long total = series.total();
        long added = total - sent[index];
        if (added > 0) {
            lines.accept(new Line(name.line(Long.toString(added), "c"), () -> sent[index] = total));
        }
    }
}
