package io.github.botmetry.benchmarks;

import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.RecordingWiring;
import java.time.Duration;

/** The StatsD sink without its thread: a flush is a call, which takes as long as it takes. */
final class OneSink implements AutoCloseable {

    private final RecordingWiring wiring = new RecordingWiring();
    private final StatsSink sink;

    OneSink(String host, int port, Dialect dialect) {
        StatsD.builder().host(host).port(port).dialect(dialect).build().install(wiring);
        sink = wiring.sinks().get(0);
    }

    Stats stats() {
        return wiring.stats();
    }

    void flush() throws Exception {
        sink.flush(wiring.series());
    }

    @Override
    public void close() {
        sink.close(Duration.ofSeconds(2));
        wiring.close();
    }
}
