package io.github.botmetry.benchmarks;

import java.io.PrintStream;
import java.util.List;

/** Runs everything, or what is asked for, and prints it as Markdown. */
public final class Main {

    private static final List<String> ALL = List.of(
            "counters",
            "timers",
            "events",
            "commands",
            "allocations",
            "trace",
            "jdbc",
            "series",
            "flushes",
            "losses",
            "scrapes",
            "bursts",
            "starts",
            "idle",
            "soak");

    private Main() {}

    /**
     * Runs all benchmarks, or those that are named: {@code counters timers events commands allocations trace jdbc series flushes
     * losses scrapes bursts starts idle soak}.
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream output = System.out;
        List<String> wanted = arguments.length == 0 ? ALL : List.of(arguments);
        output.printf(
                "%d processors, Java %s, %s%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.name"));
        for (String one : wanted) {
            output.printf("## %s%n%n%s%n", one, run(one));
        }
    }

    private static String run(String what) throws Exception {
        return switch (what) {
            case "counters" -> Calls.table(CounterBenchmark.class);
            case "timers" -> Calls.table(TimerBenchmark.class);
            case "events" -> Calls.table(EventBenchmark.class);
            case "commands" -> Commands.table(new Commands.Size(60_000, 12, 3_000, 12_000));
            case "allocations" -> Allocations.table(Allocations.MODES, 15_000, 1_000);
            case "trace" -> Trace.text();
            case "jdbc" -> Calls.table(JdbcBenchmark.class);
            case "series" -> Calls.table(SeriesBenchmark.class);
            case "flushes" -> Flushes.table(10, 1_000, 10_000, 100_000) + "\n" + Flushes.small();
            case "losses" -> Losses.table();
            case "scrapes" -> Scrapes.table(1_000, 10_000, 100_000);
            case "bursts" -> Bursts.table(10_000, 100_000, 1_000_000, 10_000_000);
            case "starts" -> Starts.table();
            case "idle" -> Idle.table();
            case "soak" -> Soak.table(10_000_000, 1_000_000);
            default -> throw new IllegalArgumentException("argument must be one of " + ALL + ", was " + what);
        };
    }
}
