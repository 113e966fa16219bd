package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a JVM does in ten seconds in which the bot does nothing: it wakes its threads, or it does not. */
final class Idle {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** The time in which a start is over, the first flush included. */
    private static final Duration STARTED = Duration.ofSeconds(12);

    private static final List<String> MODES = List.of(
            "empty JVM",
            "Botmetry",
            "Botmetry, DogStatsD",
            "Botmetry with /metrics",
            "dogstatsd default",
            "Micrometer StatsD");

    private Idle() {}

    static String table() throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            return "SKIPPED: context switches are read from /proc, which this system does not have.\n";
        }
        StringBuilder table = new StringBuilder("""
                | process | context switches in 10 s | CPU time in 10 s | threads |
                |---|---:|---:|---:|
                """);
        for (String mode : MODES) {
            table.append(row(mode));
        }
        return table.toString();
    }

    private static String row(String mode) throws IOException, InterruptedException {
        try (ChildJvm child = new ChildJvm(Idle.class, mode)) {
            Process process = child.process();
            child.read();
            Thread.sleep(STARTED.toMillis());
            long switches = switches(process.pid());
            Duration cpu = cpu(process);
            Thread.sleep(WINDOW.toMillis());
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d ms | %d |%n",
                    mode,
                    switches(process.pid()) - switches,
                    cpu(process).minus(cpu).toMillis(),
                    tasks(process.pid()).size());
        }
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static List<Path> tasks(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.toList();
        }
    }

    private static long switches(long pid) throws IOException {
        long sum = 0;
        for (Path task : tasks(pid)) {
            sum += Files.readAllLines(task.resolve("status")).stream()
                    .filter(line -> line.startsWith("voluntary_ctxt_switches"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .sum();
        }
        return sum;
    }

    /** The process that is looked at: it starts what it was asked for, says so, and waits for its end. */
    public static void main(String[] arguments) throws IOException {
        try (Deaf server = new Deaf()) {
            AutoCloseable started = start(arguments[0], server);
            System.out.println("started " + started);
            System.in.readAllBytes(); // ends with the one that looks
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static AutoCloseable start(String mode, Deaf server) {
        return switch (mode) {
            case "Botmetry" -> botmetry(server, Dialect.PLAIN);
            case "Botmetry, DogStatsD" -> botmetry(server, Dialect.DOGSTATSD);
            case "Botmetry with /metrics" ->
                Botmetry.builder()
                        .install(PrometheusIntegration.builder().port(0).build())
                        .build();
            case "dogstatsd default" -> DogStatsD.client(DogStatsD.DEFAULT, server.host(), server.port());
            case "Micrometer StatsD" -> Peers.statsd(server.host(), server.port())::close;
            default -> () -> {};
        };
    }

    /** Something is counted once, so that what a flush opens is open. */
    private static Botmetry botmetry(Deaf server, Dialect dialect) {
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(server.host())
                        .port(server.port())
                        .dialect(dialect)
                        .build())
                .build();
        botmetry.stats().incr("started");
        return botmetry;
    }
}
