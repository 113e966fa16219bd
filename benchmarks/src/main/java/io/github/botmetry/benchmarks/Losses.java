package io.github.botmetry.benchmarks;

import io.github.botmetry.statsd.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a real statsd of etsy misses of large flushes, on a machine with much more work than processors. */
final class Losses {

    /** With the sink's own series these are as many as a Botmetry holds. */
    private static final int SERIES = 9_900;

    private static final int FLUSHES = 20;
    private static final int BUSY = 10;

    /** The busy ones end by themselves if this process is killed. */
    private static final String MAX_SECONDS = "600";

    private Losses() {}

    static String table() throws Exception {
        Optional<String> missing = EtsyProcess.missing();
        if (missing.isPresent()) {
            return "SKIPPED: " + missing.get() + ".\n";
        }
        List<Process> busy = new ArrayList<>();
        try {
            for (int i = 0; i < BUSY; i++) {
                busy.add(new ProcessBuilder("timeout", MAX_SECONDS, "sh", "-c", "while :; do :; done").start());
            }
            return """
                    | dialect | flushes of %,d changed counters | flushes of which the server missed some | series missed | longest flush |
                    |---|---:|---:|---:|---:|
                    %s%s""".formatted(SERIES, row(Dialect.PLAIN), row(Dialect.DOGSTATSD));
        } finally {
            busy.forEach(Process::destroy);
        }
    }

    private static String row(Dialect dialect) throws Exception {
        String[] names = Names.of(SERIES);
        int lossy = 0;
        long missedBefore = 0;
        long longestNanos = 0;
        try (EtsyProcess server = EtsyProcess.start();
                OneSink sink = new OneSink(server.host(), server.port(), dialect)) {
            for (int flush = 1; flush <= FLUSHES; flush++) {
                for (String name : names) {
                    sink.stats().incr(name);
                }
                long started = System.nanoTime();
                sink.flush();
                longestNanos = Math.max(longestNanos, System.nanoTime() - started);
                long missed = missed(server, names, flush);
                lossy += missed > missedBefore ? 1 : 0;
                missedBefore = missed;
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %,d | %d ms |%n",
                dialect,
                FLUSHES,
                lossy,
                missedBefore,
                longestNanos / 1_000_000);
    }

    /** How many increments the server lacks, once it has read what there is. */
    private static long missed(EtsyProcess server, String[] names, int flushes)
            throws IOException, InterruptedException {
        long missed = Long.MAX_VALUE;
        for (int tries = 0; tries < 20 && missed > 0; tries++) {
            Map<String, Long> counters = server.counters();
            missed = 0;
            for (String name : names) {
                missed += flushes - counters.getOrDefault(name, 0L);
            }
            if (missed > 0) {
                Thread.sleep(100);
            }
        }
        return missed;
    }
}
