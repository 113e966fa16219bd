package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** How long one flush takes in which every series is new, and one in which a few have changed. */
final class Flushes {

    private static final int SMALL_FLUSHES = 500;
    private static final int CHANGED = 20;

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

    /** Flushes of a few changed series: the median time, and the threads that were started meanwhile. */
    static String small() throws Exception {
        return """
                | dialect | changed series | one flush, median | threads started by %d flushes |
                |---|---:|---:|---:|
                %s%s""".formatted(SMALL_FLUSHES, small(Dialect.PLAIN), small(Dialect.DOGSTATSD));
    }

    private static String small(Dialect dialect) throws Exception {
        long[] nanos = new long[SMALL_FLUSHES];
        try (Deaf server = new Deaf();
                OneSink sink = new OneSink(server.host(), server.port(), dialect)) {
            String[] names = Names.of(CHANGED);
            flush(sink, names); // opens what stays open
            long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
            for (int i = 0; i < SMALL_FLUSHES; i++) {
                nanos[i] = flush(sink, names);
            }
            Arrays.sort(nanos);
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %.3f ms | %d |%n",
                    dialect,
                    CHANGED,
                    nanos[SMALL_FLUSHES / 2] / 1e6,
                    ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - started);
        }
    }

    private static long flush(OneSink sink, String[] names) throws Exception {
        for (String name : names) {
            sink.stats().incr(name);
        }
        long started = System.nanoTime();
        sink.flush();
        return System.nanoTime() - started;
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
