package io.github.botmetry.benchmarks;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.Botmetry;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.TimerDefinition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one scrape costs, in text and to nowhere, beside the same series in Micrometer's own registry. */
final class Scrapes {

    private static final int ROUNDS = 5;
    private static final int SERIES_A_ROUND = 400_000;
    private static final int MAX_A_ROUND = 60;

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(1_500), Duration.ofSeconds(2), Duration.ofMillis(2_500),
        Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)
    };

    /** Buckets with the last one, count and sum; Micrometer writes its maximum besides. */
    private static final int LINES_A_HISTOGRAM = BOUNDS.length + 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Scrapes() {}

    /** Something that can be scraped. */
    @FunctionalInterface
    private interface Scraped {
        void scrape(OutputStream target) throws IOException;
    }

    /** What the scrapes of one of two took. */
    private record Cost(List<Double> millis, List<Double> bytes) {

        Cost() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Scraped scraped) throws IOException {
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            scraped.scrape(OutputStream.nullOutputStream());
            millis.add((System.nanoTime() - started) / 1e6);
            bytes.add((double) (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore));
        }

        /** The lower quartile: what else runs on a shared machine makes a scrape slower, and never faster. */
        private static double quartile(List<Double> values) {
            return values.stream().sorted().skip(values.size() / 4).findFirst().orElseThrow();
        }

        double usualMillis() {
            return quartile(millis);
        }

        double usualKilobytes() {
            return quartile(bytes) / 1e3;
        }
    }

    /** Rows of a Markdown table: counters and histograms of so many series, that is, lines. */
    static String table(int... series) throws IOException {
        StringBuilder table = new StringBuilder("""
                | series | kind | Botmetry | Micrometer | ratio | Botmetry, allocated | Micrometer, allocated | ratio |
                |---:|---|---:|---:|---:|---:|---:|---:|
                """);
        for (int many : series) {
            table.append(row(many, "counters", new Peer(many).counters(many)));
            table.append(row(many, "histograms", new Peer(many).histograms(many / LINES_A_HISTOGRAM)));
        }
        return table.toString();
    }

    private static String row(int series, String kind, Peer peer) throws IOException {
        Cost ours = new Cost();
        Cost theirs = new Cost();
        try (peer) {
            int scrapes = Math.min(MAX_A_ROUND, Math.max(3, SERIES_A_ROUND / series));
            for (int round = -1; round < ROUNDS; round++) {
                Cost ourRound = round < 0 ? new Cost() : ours; // the first round warms up
                Cost theirRound = round < 0 ? new Cost() : theirs;
                for (int i = 0; i < scrapes; i++) {
                    ourRound.add(target -> peer.prometheus.scrape(target, null));
                    theirRound.add(peer.micrometer::scrape);
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %.2f ms | %.2f ms | %.2f | %,.0f kB | %,.0f kB | %.2f |%n",
                series,
                kind,
                ours.usualMillis(),
                theirs.usualMillis(),
                ours.usualMillis() / theirs.usualMillis(),
                ours.usualKilobytes(),
                theirs.usualKilobytes(),
                ours.usualKilobytes() / theirs.usualKilobytes());
    }

    /** The same series twice. */
    private static final class Peer implements AutoCloseable {

        private final PrometheusIntegration prometheus = PrometheusIntegration.builder()
                .endpoint(false)
                .jvmMetrics(false)
                .build();
        private final PrometheusMeterRegistry micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final Botmetry botmetry;

        Peer(int series) {
            botmetry = Botmetry.builder()
                    .install(prometheus)
                    .maxSeries(series + 1_000)
                    .shutdownHook(false)
                    .build();
        }

        Peer counters(int many) {
            CounterDefinition commands = CounterDefinition.named("discord.commands")
                    .labels("command", "type", "outcome")
                    .limit("command", many)
                    .seriesLimit(many)
                    .help("Commands that were run.")
                    .build();
            for (int i = 0; i < many; i++) {
                botmetry.stats().counter(commands, "command" + i, "slash", "ok").incr(i);
                Counter.builder("discord.commands")
                        .tags("command", "command" + i, "type", "slash", "outcome", "ok")
                        .description("Commands that were run.")
                        .register(micrometer)
                        .increment(i);
            }
            return this;
        }

        Peer histograms(int many) {
            TimerDefinition durations = TimerDefinition.named("discord.command.duration")
                    .labels("command", "type")
                    .limit("command", Math.max(1, many))
                    .seriesLimit(Math.max(1, many))
                    .help("From receipt to the answer.")
                    .buckets(BOUNDS)
                    .build();
            for (int i = 0; i < many; i++) {
                Duration took = Duration.ofNanos(1_234_567L * (i % 10_000));
                botmetry.stats().timer(durations, "command" + i, "slash").record(took);
                Timer.builder("discord.command.duration")
                        .tags("command", "command" + i, "type", "slash")
                        .description("From receipt to the answer.")
                        .serviceLevelObjectives(BOUNDS)
                        .register(micrometer)
                        .record(took);
            }
            return this;
        }

        @Override
        public void close() {
            botmetry.close();
            micrometer.close();
        }
    }
}
