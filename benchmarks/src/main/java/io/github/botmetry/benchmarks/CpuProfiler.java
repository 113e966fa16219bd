package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What a call costs in processor time, with all that is done for it on other threads.
 *
 * <p>The time of each thread is read from {@code /proc/self/task}, in nanoseconds; the compiler's threads are not counted.
 * Unlike the time that passes, it does not grow when other processes want the same cores.
 */
public final class CpuProfiler implements InternalProfiler {

    static final String LABEL = "cpu.norm";

    private static final Path TASKS = Path.of("/proc/self/task");

    private long before;

    @Override
    public String getDescription() {
        return "processor time of all threads per call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double calls = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, (nanos() - before) / calls, "ns/op", AggregationPolicy.AVG));
    }

    private static long nanos() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.mapToLong(CpuProfiler::nanos).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("processor time is read from " + TASKS + ", as only Linux has it", e);
        }
    }

    private static long nanos(Path task) {
        try {
            if (Files.readString(task.resolve("comm")).contains("Compiler")) {
                return 0;
            }
            String schedule = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
