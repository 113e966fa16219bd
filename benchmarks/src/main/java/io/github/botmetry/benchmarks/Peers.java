package io.github.botmetry.benchmarks;

import com.codahale.metrics.MetricRegistry;
import com.netflix.spectator.api.DefaultRegistry;
import com.netflix.spectator.api.Registry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdFlavor;
import io.micrometer.statsd.StatsdMeterRegistry;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The libraries beside us, each as its documentation makes it. */
public final class Peers {

    private Peers() {}

    /** Fills an array, one a name. */
    private static <T> T[] each(T[] into, BiFunction<String, Integer, T> make) {
        String[] names = Names.all();
        for (int i = 0; i < into.length; i++) {
            into[i] = make.apply(names[i], i);
        }
        return into;
    }

    private static Counter[] counters(MeterRegistry registry) {
        return each(new Counter[Names.COUNT], (name, i) -> registry.counter(name));
    }

    private static Timer[] timers(MeterRegistry registry) {
        return each(new Timer[Names.COUNT], (name, i) -> registry.timer("timer." + name));
    }

    static StatsdMeterRegistry statsd(String host, int port) {
        StatsdConfig config = new StatsdConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public StatsdFlavor flavor() {
                return StatsdFlavor.ETSY;
            }

            @Override
            public String host() {
                return host;
            }

            @Override
            public int port() {
                return port;
            }
        };
        return new StatsdMeterRegistry(config, Clock.SYSTEM);
    }

    /** Micrometer over StatsD: its queue has no end, so only one thread may run it in a loop. */
    @State(Scope.Benchmark)
    public static class MicrometerStatsD {
        private final Deaf server = new Deaf();
        final StatsdMeterRegistry registry = statsd(server.host(), server.port());
        final String[] names = Names.all();
        final Counter[] counters = counters(registry);
        final Timer[] timers = timers(registry);

        @TearDown
        public void close() {
            registry.close();
            server.close();
        }
    }

    /** Micrometer for a scrape. */
    @State(Scope.Benchmark)
    public static class MicrometerPrometheus {
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final String[] names = Names.all();
        final Counter[] counters = counters(registry);
        final Timer[] timers = timers(registry);
    }

    /** Netflix Spectator's registry in memory. */
    @State(Scope.Benchmark)
    public static class Spectator {
        final Registry registry = new DefaultRegistry();
        final String[] names = Names.all();
        final com.netflix.spectator.api.Counter[] counters =
                each(new com.netflix.spectator.api.Counter[Names.COUNT], (name, i) -> registry.counter(name));
        final com.netflix.spectator.api.Timer[] timers =
                each(new com.netflix.spectator.api.Timer[Names.COUNT], (name, i) -> registry.timer("timer." + name));
    }

    /** Dropwizard Metrics. */
    @State(Scope.Benchmark)
    public static class Dropwizard {
        final MetricRegistry registry = new MetricRegistry();
        final String[] names = Names.all();
        final com.codahale.metrics.Counter[] counters =
                each(new com.codahale.metrics.Counter[Names.COUNT], (name, i) -> registry.counter(name));
        final com.codahale.metrics.Timer[] timers =
                each(new com.codahale.metrics.Timer[Names.COUNT], (name, i) -> registry.timer("timer." + name));
    }
}
