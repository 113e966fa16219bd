package io.github.botmetry.benchmarks;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Botmetry that sends every second, ten times as often as by default. */
@State(Scope.Benchmark)
public class Ours {

    static final CounterDefinition COMMANDS =
            CounterDefinition.named("discord.commands").labels("command").build();

    private final Flushing flushing = new Flushing(10_000, Duration.ofSeconds(1));
    final Stats stats = flushing.stats();
    final String[] names = Names.all();
    final String[] timerNames = new String[Names.COUNT];
    final Counter[] counters = new Counter[Names.COUNT];
    final Timer[] timers = new Timer[Names.COUNT];

    public Ours() {
        for (int i = 0; i < Names.COUNT; i++) {
            counters[i] = stats.counter(names[i]);
            timerNames[i] = "timer." + names[i];
            timers[i] = stats.timer(timerNames[i]);
        }
    }

    @TearDown
    public void close() {
        flushing.close();
    }
}
