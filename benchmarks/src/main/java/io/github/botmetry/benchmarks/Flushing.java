package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.statsd.StatsD;
import java.time.Duration;

/** Botmetry that sends to a server that does not read. */
final class Flushing implements AutoCloseable {

    private final Deaf server = new Deaf();
    private final Botmetry botmetry;

    Flushing(int series, Duration interval) {
        botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(server.host())
                        .port(server.port())
                        .interval(interval)
                        .build())
                .maxSeries(series + 1_000)
                .shutdownHook(false)
                .build();
    }

    Botmetry botmetry() {
        return botmetry;
    }

    Stats stats() {
        return botmetry.stats();
    }

    @Override
    public void close() {
        botmetry.close();
        server.close();
    }
}
