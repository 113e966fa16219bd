package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.StatsD;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** How long one flush takes in which every series is new. */
final class Flushes {

    private Flushes() {}

    static String table(int... series) throws InterruptedException {
        StringBuilder table = new StringBuilder("""
                | series | one flush | close() | datagrams | delivered | dropped by the kernel |
                |---:|---:|---:|---:|---:|---:|
                """);
        for (int many : series) {
            table.append(row(many));
        }
        return table.toString();
    }

    private static String row(int series) throws InterruptedException {
        try (Drain drain = new Drain()) {
            Botmetry botmetry = Botmetry.builder()
                    .install(StatsD.builder()
                            .host(drain.host())
                            .port(drain.port())
                            .build())
                    .maxSeries(series + 1_000)
                    .shutdownHook(false)
                    .build();
            for (String name : Names.of(series)) {
                botmetry.stats().incr(name);
            }
            long started = System.nanoTime();
            botmetry.close();
            double closeMillis = (System.nanoTime() - started) / 1e6;
            drain.awaitQuiet(Duration.ofMillis(200));
            long flushMicros = Objects.requireNonNull(
                    Objects.requireNonNull(botmetry.health().get("statsd"))
                            .figures()
                            .get("flush_micros"));
            return String.format(
                    Locale.ROOT,
                    "| %,d | %.1f ms | %.1f ms | %,d | %.2f %% | %,d |%n",
                    series,
                    flushMicros / 1e3,
                    closeMillis,
                    drain.datagrams(),
                    100.0 * drain.total() / series,
                    drain.dropped());
        }
    }
}
