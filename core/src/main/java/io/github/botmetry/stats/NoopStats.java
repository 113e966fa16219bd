package io.github.botmetry.stats;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Records nothing. */
enum NoopStats implements Stats, Counter, Gauge, Timer {
    INSTANCE;

    @Override
    public void incr(String name) {}

    @Override
    public void incr(String name, long delta) {}

    @Override
    public void incr(String template, String labelValue) {}

    @Override
    public void gauge(String name, double value) {}

    @Override
    public void timing(String name, Duration duration) {}

    @Override
    public Stats namespace(String segment) {
        return this;
    }

    @Override
    public Counter counter(CounterDefinition definition, String... labelValues) {
        return this;
    }

    @Override
    public Gauge gauge(GaugeDefinition definition, String... labelValues) {
        return this;
    }

    @Override
    public Timer timer(TimerDefinition definition, String... labelValues) {
        return this;
    }

    @Override
    public Counter counter(String name) {
        return this;
    }

    @Override
    public Gauge gauge(String name) {
        return this;
    }

    @Override
    public Timer timer(String name) {
        return this;
    }

    @Override
    public void incr() {}

    @Override
    public void incr(long delta) {}

    @Override
    public void set(double value) {}

    @Override
    public AutoCloseable read(DoubleSupplier supplier) {
        return () -> {};
    }

    @Override
    public void record(Duration duration) {}

    @Override
    public void recordNanos(long nanos) {}
}
