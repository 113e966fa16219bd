package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerListener;
import io.github.botmetry.stats.TimerSeries;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.StatsSinkContract;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** A Micrometer registry that is not Prometheus's keeps the contract of all sinks. */
class OtherRegistryContractTest extends StatsSinkContract {

    @Override
    protected SinkUnderTest sinkUnderTest() {
        return new InMemory();
    }

    private static final class InMemory implements SinkUnderTest {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final MeterBridge bridge = new MeterBridge(
                registry, new HiddenNames(RecordingStats.create().counter("hidden"), new Warnings(false)));

        @Override
        public StatsSink sink() {
            return bridge;
        }

        @Override
        public TimerListener listener() {
            return bridge;
        }

        private Search find(Series series) {
            Search search = registry.find(series.definition().name());
            List<String> labels = series.definition().labels();
            for (int i = 0; i < labels.size(); i++) {
                search = search.tag(labels.get(i), series.labelValues().get(i));
            }
            return search;
        }

        @Override
        public long count(CounterSeries series) {
            FunctionCounter counter = find(series).functionCounter();
            return counter == null ? 0 : (long) counter.count();
        }

        @Override
        public double value(GaugeSeries series) {
            Gauge gauge = find(series).gauge();
            return gauge == null ? Double.NaN : gauge.value();
        }

        @Override
        public long count(TimerSeries series) {
            Timer timer = find(series).timer();
            return timer == null ? 0 : timer.count();
        }

        @Override
        public void close() {
            bridge.remove();
            registry.close();
        }
    }
}
