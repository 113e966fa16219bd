package io.github.botmetry.benchmarks;

import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/** How a call by name grows with the number of series. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class SeriesBenchmark {

    /** A step that visits every name of any of the counts, in an order that no cache foresees. */
    private static final int STEP = 7919;

    /** As by default: what a flush of so many costs is not to be seen in a call, and measured by {@link Flushes}. */
    private static final Duration EVERY_TEN_SECONDS = Duration.ofSeconds(10);

    @Param({"10", "1000", "100000"})
    int series = 10;

    private String[] names = new String[0];
    private final ConcurrentHashMap<String, LongAdder> map = new ConcurrentHashMap<>();
    private Flushing flushing = new Flushing(1, EVERY_TEN_SECONDS);
    private Stats stats = flushing.stats();

    /** Where one thread is. */
    @State(Scope.Thread)
    public static class Walk {
        private int next;

        @Setup
        public void start(ThreadParams thread) {
            next = thread.getThreadIndex() * 31;
        }

        String name(String[] names) {
            next = (next + STEP) % names.length;
            return names[next];
        }
    }

    @Setup
    public void create() {
        flushing.close();
        names = Names.of(series);
        flushing = new Flushing(series, EVERY_TEN_SECONDS);
        stats = flushing.stats();
        for (String name : names) {
            map.put(name, new LongAdder());
            stats.incr(name);
        }
    }

    @TearDown
    public void close() {
        flushing.close();
    }

    @Benchmark
    public void floorByName(Walk walk) {
        Objects.requireNonNull(map.get(walk.name(names))).add(1);
    }

    @Benchmark
    public void botmetryByName(Walk walk) {
        stats.incr(walk.name(names));
    }
}
