package com.example.slow;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;

/** Writes the new amounts of each flush as lines of index, name, labels and amount. The sink of docs/writing-an-integration.md. */
final class CsvSink implements StatsSink {

    private final Writer out;
    private final Map<Integer, Long> sent = new HashMap<>();

    CsvSink(Writer out) {
        this.out = out;
    }

    @Override
    public void flush(Iterable<Series> series) throws IOException {
        StringBuilder lines = new StringBuilder();
        Map<Integer, Long> now = new HashMap<>();
        for (Series one : series) {
            if (one instanceof GaugeSeries gauge) {
                append(lines, one, Double.toString(gauge.value()));
            } else {
                long total = one instanceof CounterSeries counter ? counter.total() : ((TimerSeries) one).count();
                now.put(one.index(), total);
                append(lines, one, Long.toString(total - sent.getOrDefault(one.index(), 0L)));
            }
        }
        out.write(lines.toString());
        out.flush();
        sent.putAll(now); // not before: where write throws, the same amounts come again
    }

    private static void append(StringBuilder lines, Series series, String amount) {
        lines.append(series.index())
                .append(',')
                .append(quoted(series.definition().name()));
        series.labelValues().forEach(value -> lines.append(',').append(quoted(value)));
        lines.append(',').append(amount).append('\n');
    }

    /** As RFC 4180 has it; line ends become blanks, so that a line is a series. */
    private static String quoted(String text) {
        return '"' + text.replaceAll("\\R", " ").replace("\"", "\"\"") + '"';
    }
}
