package io.github.botmetry.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one class of JMH benchmarks and tells each call's cost as a multiple of its floor's. */
final class Calls {

    private static final int ROUNDS = 3;
    private static final int WARMUPS = 3;
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(150);

    private Calls() {}

    /** What the iterations of all rounds said. */
    private record Cost(List<Double> nanos, List<Double> cpu, List<Double> bytes) {

        Cost() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** The lower quartile: what else runs on a shared machine makes calls slower, and never faster. */
        private static double quartile(List<Double> values) {
            return values.isEmpty()
                    ? Double.NaN
                    : values.stream()
                            .sorted()
                            .skip(values.size() / 4)
                            .findFirst()
                            .orElseThrow();
        }

        double nanosPerCall() {
            return quartile(nanos);
        }

        double cpuPerCall() {
            return quartile(cpu);
        }

        double bytesPerCall() {
            return quartile(bytes);
        }
    }

    /** Rows of a Markdown table, one thread and two beside each other. */
    static String table(Class<?> benchmarks) throws RunnerException {
        Map<String, Cost> one = run(benchmarks, 1);
        Map<String, Cost> two = run(benchmarks, 2);
        StringBuilder table = new StringBuilder("""
                | call | 1 thread | processor | x floor | B | 2 threads | processor | x floor | B |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        one.forEach((name, cost) -> table.append("| ")
                .append(name)
                .append(columns(name, one))
                .append(columns(name, two))
                .append(" |\n"));
        return table.toString();
    }

    private static String columns(String name, Map<String, Cost> costs) {
        Cost cost = costs.get(name);
        Cost floor = costs.get(floorOf(name, costs));
        if (cost == null || floor == null) {
            return " | - | - | - | -";
        }
        return String.format(
                Locale.ROOT,
                " | %.1f ns | %.1f ns | %.2f | %.1f",
                cost.nanosPerCall(),
                cost.cpuPerCall(),
                cost.cpuPerCall() / floor.cpuPerCall(),
                cost.bytesPerCall());
    }

    /** A counter's handle is measured against an adder, everything else against a map and an adder. */
    private static String floorOf(String name, Map<String, Cost> costs) {
        String parameters = name.contains(" ") ? name.substring(name.indexOf(' ')) : "";
        boolean isHandle = name.contains("Handle") && costs.containsKey("floorHandle");
        return (isHandle ? "floorHandle" : "floorByName") + parameters;
    }

    /** Round after round instead of fork after fork: so a busy minute of the machine does not hit one call alone. */
    private static Map<String, Cost> run(Class<?> benchmarks, int threads) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmarks.getSimpleName() + "\\.")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .threads(threads)
                .forks(1)
                .warmupIterations(WARMUPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION);
        if (threads > 1) {
            options.exclude("micrometerStatsd"); // its queue has no end: two threads fill the heap and never return
        }
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            new Runner(options.build()).run().forEach(result -> add(result, costs));
        }
        return costs;
    }

    private static void add(RunResult result, Map<String, Cost> costs) {
        String label = result.getPrimaryResult().getLabel();
        String series = result.getParams().getParam("series");
        Cost cost = costs.computeIfAbsent(series == null ? label : label + " of " + series, name -> new Cost());
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                cost.nanos.add(iteration.getPrimaryResult().getScore());
                cost.cpu.add(secondary(iteration, CpuProfiler.LABEL));
                cost.bytes.add(secondary(iteration, "gc.alloc.rate.norm"));
            }
        }
    }

    /** JMH puts a dot of its own before the labels of its profilers, in some versions. */
    @SuppressWarnings("rawtypes") // JMH's map is of them
    private static double secondary(IterationResult iteration, String label) {
        return iteration.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(label))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
