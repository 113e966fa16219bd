package io.github.botmetry.testing;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import java.io.IOException;

/** The sink that tests use keeps the contract itself. */
class RecordingSinkContractTest extends StatsSinkContract {

    @Override
    protected SinkUnderTest sinkUnderTest() {
        return new InMemory(RecordingSink.atClose());
    }

    private record InMemory(RecordingSink recording) implements SinkUnderTest {

        @Override
        public StatsSink sink() {
            return recording;
        }

        private double last(Series series, boolean isSum) {
            double value = isSum ? 0 : Double.NaN;
            for (var flush : recording.flushes()) {
                for (RecordingSink.Point point : flush) {
                    boolean isIt = point.definition().equals(series.definition())
                            && point.labelValues().equals(series.labelValues());
                    value = isIt ? (isSum ? value + point.value() : point.value()) : value;
                }
            }
            return value;
        }

        @Override
        public long count(CounterSeries series) {
            return (long) last(series, true);
        }

        @Override
        public double value(GaugeSeries series) {
            return last(series, false);
        }

        @Override
        public long count(TimerSeries series) {
            return (long) last(series, true);
        }

        @Override
        public boolean unreachable(boolean isUnreachable) {
            if (isUnreachable) {
                recording.fail(new IOException("unreachable"));
            } else {
                recording.work();
            }
            return true;
        }

        @Override
        public void close() {
            recording.close(java.time.Duration.ZERO);
        }
    }
}
