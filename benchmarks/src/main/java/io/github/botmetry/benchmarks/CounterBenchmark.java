package io.github.botmetry.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs the caller to count one thing, by a handle that is kept and by name. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CounterBenchmark {

    @Benchmark
    public void floorHandle(Floors floors, Names names) {
        floors.adders[names.index()].add(1);
    }

    @Benchmark
    public void floorByName(Floors floors, Names names) {
        Objects.requireNonNull(floors.map.get(floors.names[names.index()])).add(1);
    }

    @Benchmark
    public void botmetryHandle(Ours ours, Names names) {
        ours.counters[names.index()].incr();
    }

    @Benchmark
    public void botmetryByName(Ours ours, Names names) {
        ours.stats.incr(ours.names[names.index()]);
    }

    @Benchmark
    public void botmetryByDefinition(Ours ours, Names names) {
        ours.stats.counter(Ours.COMMANDS, ours.names[names.index()]).incr();
    }

    @Benchmark
    public void dogstatsdDefaultByName(DogStatsD.Default dog, Names names) {
        dog.client.increment(dog.names[names.index()]);
    }

    @Benchmark
    public void dogstatsdNoAggregationByName(DogStatsD.NoAggregation dog, Names names) {
        dog.client.increment(dog.names[names.index()]);
    }

    @Benchmark
    public void dogstatsdBlockingByName(DogStatsD.Blocking dog, Names names) {
        dog.client.increment(dog.names[names.index()]);
    }

    @Benchmark
    public void micrometerStatsdHandle(Peers.MicrometerStatsD micrometer, Names names) {
        micrometer.counters[names.index()].increment();
    }

    @Benchmark
    public void micrometerStatsdByName(Peers.MicrometerStatsD micrometer, Names names) {
        micrometer.registry.counter(micrometer.names[names.index()]).increment();
    }

    @Benchmark
    public void micrometerPrometheusHandle(Peers.MicrometerPrometheus micrometer, Names names) {
        micrometer.counters[names.index()].increment();
    }

    @Benchmark
    public void micrometerPrometheusByName(Peers.MicrometerPrometheus micrometer, Names names) {
        micrometer.registry.counter(micrometer.names[names.index()]).increment();
    }

    @Benchmark
    public void spectatorHandle(Peers.Spectator spectator, Names names) {
        spectator.counters[names.index()].increment();
    }

    @Benchmark
    public void spectatorByName(Peers.Spectator spectator, Names names) {
        spectator.registry.counter(spectator.names[names.index()]).increment();
    }

    @Benchmark
    public void dropwizardHandle(Peers.Dropwizard dropwizard, Names names) {
        dropwizard.counters[names.index()].inc();
    }

    @Benchmark
    public void dropwizardByName(Peers.Dropwizard dropwizard, Names names) {
        dropwizard.registry.counter(dropwizard.names[names.index()]).inc();
    }
}
