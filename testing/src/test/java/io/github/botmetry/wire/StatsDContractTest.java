package io.github.botmetry.wire;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.OriginalHash;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.DogStatsDParser;
import io.github.botmetry.testing.PlainParser;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.StatsDParser;
import io.github.botmetry.testing.StatsSinkContract;
import org.junit.jupiter.api.Nested;

/** The sink over UDP keeps the contract of all sinks, in each dialect. */
class StatsDContractTest {

    private static final String HOST = "statsd.test";

    @Nested
    class Plain extends StatsSinkContract {
        @Override
        protected SinkUnderTest sinkUnderTest() {
            return new OverUdp(Dialect.PLAIN, new PlainParser());
        }
    }

    @Nested
    class DogStatsD extends StatsSinkContract {
        @Override
        protected SinkUnderTest sinkUnderTest() {
            return new OverUdp(Dialect.DOGSTATSD, new DogStatsDParser());
        }
    }

    private static final class OverUdp implements StatsSinkContract.SinkUnderTest {
        private final Dialect dialect;
        private final RestartingServer server;
        private final RecordingWiring wiring = new RecordingWiring();

        OverUdp(Dialect dialect, StatsDParser parser) {
            this.dialect = dialect;
            this.server = new RestartingServer(parser);
            unreachable(false);
            StatsD.builder()
                    .host(HOST)
                    .port(server.port())
                    .prefix("contract-test")
                    .dialect(dialect)
                    .build()
                    .install(wiring);
        }

        @Override
        public StatsSink sink() {
            return wiring.sinks().get(0);
        }

        private String name(Series series) {
            String name = dialect == Dialect.DOGSTATSD && series.definition().isDeclared()
                    ? series.definition().name()
                    : series.definition().plainNames(series.labelValues()).get(0);
            return "contract-test." + name;
        }

        private String[] tags(Series series) {
            if (dialect == Dialect.PLAIN || series.labelValues().isEmpty()) {
                return new String[0];
            }
            String value = series.labelValues().get(0);
            String cleaned = value.replaceAll("[^\\p{L}\\p{N}_./-]", "_");
            if (!cleaned.equals(value.replace(' ', '_'))) {
                cleaned += "_" + OriginalHash.of(value);
            }
            return new String[] {series.definition().labels().get(0) + ":" + cleaned};
        }

        @Override
        public long count(CounterSeries series) {
            return server.counter(name(series), tags(series));
        }

        @Override
        public double value(GaugeSeries series) {
            return server.gauge(name(series), tags(series));
        }

        @Override
        public long count(TimerSeries series) {
            return server.timingCount(name(series), tags(series));
        }

        /** Datadog's client tosses a coin for each; this is six times the deviation that is documented. */
        @Override
        public double timingError() {
            return dialect == Dialect.PLAIN ? 0 : 0.3;
        }

        /** An unknown host at first; later, as the address is known, a port where nobody listens, of which Datadog's client hears nothing. */
        @Override
        public boolean unreachable(boolean isUnreachable) {
            if (!isUnreachable) {
                Hosts.only(HOST, server.host());
                server.come();
                return true;
            }
            if (server.datagrams() == 0) {
                Hosts.none();
                return true;
            }
            if (dialect == Dialect.PLAIN) {
                server.leave();
            }
            return dialect == Dialect.PLAIN;
        }

        @Override
        public void close() {
            server.close();
            wiring.close();
        }
    }
}
