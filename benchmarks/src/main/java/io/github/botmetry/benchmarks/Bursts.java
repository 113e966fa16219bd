package io.github.botmetry.benchmarks;

import com.timgroup.statsd.NonBlockingStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.micrometer.statsd.StatsdMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What arrives of many increments that one thread makes without a pause. */
final class Bursts {

    private static final Duration QUIET = Duration.ofMillis(500);

    /** The peers deliver nothing of what is recorded just before they are stopped, so they get this long before it. */
    private static final Duration GRACE_FOR_PEERS = Duration.ofSeconds(3);

    /** Micrometer's queue has no end: ten million lines would fill the heap. */
    private static final int MICROMETER_MOST = 1_000_000;

    private Bursts() {}

    /** Something that counts, and its end. */
    private record Client(Consumer<String> incr, boolean hasGrace, Runnable close) {}

    private record Contender(String name, int most, Function<Drain, Client> start) {}

    private static final List<Contender> CONTENDERS = List.of(
            new Contender("Botmetry", Integer.MAX_VALUE, drain -> botmetry(drain, Dialect.PLAIN)),
            new Contender("Botmetry, DogStatsD", Integer.MAX_VALUE, drain -> botmetry(drain, Dialect.DOGSTATSD)),
            new Contender("dogstatsd default", Integer.MAX_VALUE, drain -> dog(drain, DogStatsD.DEFAULT)),
            new Contender(
                    "dogstatsd, no aggregation", Integer.MAX_VALUE, drain -> dog(drain, DogStatsD.NO_AGGREGATION)),
            new Contender("dogstatsd, blocking", Integer.MAX_VALUE, drain -> dog(drain, DogStatsD.BLOCKING)),
            new Contender("Micrometer StatsD", MICROMETER_MOST, Bursts::micrometer));

    private static Client botmetry(Drain drain, Dialect dialect) {
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(drain.host())
                        .port(drain.port())
                        .dialect(dialect)
                        .build())
                .shutdownHook(false)
                .build();
        return new Client(botmetry.stats()::incr, false, botmetry::close);
    }

    private static Client dog(Drain drain, UnaryOperator<NonBlockingStatsDClientBuilder> mode) {
        NonBlockingStatsDClient client = DogStatsD.client(mode, drain.host(), drain.port());
        return new Client(name -> client.increment(name), true, client::close);
    }

    private static Client micrometer(Drain drain) {
        StatsdMeterRegistry registry = Peers.statsd(drain.host(), drain.port());
        return new Client(name -> registry.counter(name).increment(), true, registry::close);
    }

    /** Runs all and gives the rows of a Markdown table. */
    static String table(int... increments) throws InterruptedException {
        StringBuilder table = new StringBuilder("""
                | increments | client | million calls a second | delivered | datagrams | dropped by the kernel |
                |---:|---|---:|---:|---:|---:|
                """);
        for (int many : increments) {
            for (Contender contender : CONTENDERS) {
                if (many <= contender.most) {
                    table.append(row(contender, many));
                }
            }
        }
        return table.toString();
    }

    /** The rows of Botmetry alone. */
    static String ours(int increments) throws InterruptedException {
        return row(CONTENDERS.get(0), increments) + row(CONTENDERS.get(1), increments);
    }

    private static String row(Contender contender, int increments) throws InterruptedException {
        String[] names = Names.all();
        try (Drain drain = new Drain()) {
            Client client = contender.start.apply(drain);
            long started = System.nanoTime();
            for (int i = 0; i < increments; i++) {
                client.incr.accept(names[i % Names.COUNT]);
            }
            double micros = (System.nanoTime() - started) / 1e3;
            if (client.hasGrace) {
                drain.awaitQuiet(GRACE_FOR_PEERS);
            }
            client.close.run();
            drain.awaitQuiet(QUIET);
            return String.format(
                    Locale.ROOT,
                    "| %,d | %s | %.1f | %.2f %% | %,d | %,d |%n",
                    increments,
                    contender.name,
                    increments / micros,
                    100.0 * drain.total() / increments,
                    drain.datagrams(),
                    drain.dropped());
        }
    }
}
