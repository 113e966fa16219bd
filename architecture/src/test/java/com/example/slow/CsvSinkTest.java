package com.example.slow;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import io.github.botmetry.testing.StatsSinkContract;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.Stream;

class CsvSinkTest extends StatsSinkContract {

    @Override
    protected SinkUnderTest sinkUnderTest() {
        return new WithItsText();
    }

    private static final class WithItsText extends StringWriter implements SinkUnderTest {

        private final CsvSink sink = new CsvSink(this);
        private volatile boolean isUnreachable;

        @Override
        public void write(String lines) {
            if (isUnreachable) {
                throw new java.io.UncheckedIOException(new IOException("unreachable"));
            }
            super.write(lines);
        }

        @Override
        public StatsSink sink() {
            return sink;
        }

        private Stream<String> amounts(Series series) {
            return toString()
                    .lines()
                    .filter(line -> line.startsWith(series.index() + ","))
                    .map(line -> line.substring(line.lastIndexOf(',') + 1));
        }

        @Override
        public long count(CounterSeries series) {
            return amounts(series).mapToLong(Long::parseLong).sum();
        }

        @Override
        public double value(GaugeSeries series) {
            return amounts(series).mapToDouble(Double::parseDouble).reduce(Double.NaN, (earlier, later) -> later);
        }

        @Override
        public long count(TimerSeries series) {
            return amounts(series).mapToLong(Long::parseLong).sum();
        }

        @Override
        public boolean unreachable(boolean isUnreachable) {
            this.isUnreachable = isUnreachable;
            return true;
        }

        @Override
        public void close() {
            // The text is read until the end.
        }
    }
}
