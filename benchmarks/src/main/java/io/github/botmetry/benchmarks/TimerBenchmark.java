package io.github.botmetry.benchmarks;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs the caller to record one duration, by a handle that is kept and by name. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {

    private static final Duration TOOK = Duration.ofMillis(12);
    private static final long TOOK_NANOS = TOOK.toNanos();
    private static final long TOOK_MILLIS = TOOK.toMillis();

    @Benchmark
    public void floorByName(Floors floors, Names names) {
        Objects.requireNonNull(floors.map.get(floors.names[names.index()])).add(1);
    }

    @Benchmark
    public void botmetryHandle(Ours ours, Names names) {
        ours.timers[names.index()].recordNanos(TOOK_NANOS);
    }

    @Benchmark
    public void botmetryByName(Ours ours, Names names) {
        ours.stats.timing(ours.timerNames[names.index()], TOOK);
    }

    @Benchmark
    public void dogstatsdDefaultByName(DogStatsD.Default dog, Names names) {
        dog.client.recordExecutionTime(dog.names[names.index()], TOOK_MILLIS);
    }

    @Benchmark
    public void dogstatsdBlockingByName(DogStatsD.Blocking dog, Names names) {
        dog.client.recordExecutionTime(dog.names[names.index()], TOOK_MILLIS);
    }

    @Benchmark
    public void micrometerStatsdHandle(Peers.MicrometerStatsD micrometer, Names names) {
        micrometer.timers[names.index()].record(TOOK_NANOS, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void micrometerPrometheusHandle(Peers.MicrometerPrometheus micrometer, Names names) {
        micrometer.timers[names.index()].record(TOOK_NANOS, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void spectatorHandle(Peers.Spectator spectator, Names names) {
        spectator.timers[names.index()].record(TOOK_NANOS, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void dropwizardHandle(Peers.Dropwizard dropwizard, Names names) {
        dropwizard.timers[names.index()].update(TOOK_NANOS, TimeUnit.NANOSECONDS);
    }
}
