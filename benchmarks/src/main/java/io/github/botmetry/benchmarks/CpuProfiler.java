package io.github.botmetry.benchmarks;

import java.util.Collection;
import java.util.List;
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

    private long before;

    @Override
    public String getDescription() {
        return "processor time of all threads per call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = AllThreads.nanosWithoutCompiler();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double calls = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(
                LABEL, (AllThreads.nanosWithoutCompiler() - before) / calls, "ns/op", AggregationPolicy.AVG));
    }
}
