package io.github.botmetry.testing;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import java.io.IOException;
import java.util.List;

/** The fake is held to what real sinks are held to; or tests with it would say nothing of them. */
class RecordingSinkTest extends StatsSinkContract {

    @Override
    protected SinkUnderTest sinkUnderTest() {
        return new Recording();
    }

    private static final class Recording implements SinkUnderTest {
        private final RecordingSink sink = RecordingSink.atClose();

        @Override
        public StatsSink sink() {
            return sink;
        }

        @Override
        public long count(CounterSeries series) {
            return (long) sum(series);
        }

        @Override
        public long count(TimerSeries series) {
            return (long) sum(series);
        }

        private double sum(Series series) {
            return sink.flushes().stream()
                    .flatMap(List::stream)
                    .filter(point -> point.definition().equals(series.definition())
                            && point.labelValues().equals(series.labelValues()))
                    .mapToDouble(RecordingSink.Point::value)
                    .sum();
        }

        @Override
        public double value(GaugeSeries series) {
            return sink.value(series.definition().name());
        }

        @Override
        public boolean unreachable(boolean isUnreachable) {
            if (isUnreachable) {
                sink.fail(new IOException("unreachable"));
            } else {
                sink.work();
            }
            return true;
        }

        @Override
        public void close() {}
    }
}
