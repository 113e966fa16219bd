package io.github.botmetry.jda.series;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Counts and times the uses of one command. Knows nothing of each, so all of them share it. Thread-safe. */
final class CommandSeries implements Observation {

    private final Map<Outcome, LazyHandle<Counter>> commands;
    private final Map<Outcome, LazyHandle<Counter>> outcomes;
    private final LazyHandle<Timer> durations;

    CommandSeries(Stats stats, BotEvent.Kind kind, String command) {
        String type = kind.label();
        commands = byOutcome(outcome -> stats.counter(InteractionDefinitions.COMMANDS, command, type, outcome));
        outcomes = byOutcome(outcome -> stats.counter(InteractionDefinitions.OUTCOMES, type, outcome));
        durations = new LazyHandle<>(() -> stats.timer(InteractionDefinitions.COMMAND_DURATION, command, type));
    }

    private static Map<Outcome, LazyHandle<Counter>> byOutcome(Function<String, Counter> look) {
        Map<Outcome, LazyHandle<Counter>> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counters.put(outcome, new LazyHandle<>(() -> look.apply(outcome.label())));
        }
        return counters;
    }

    private static void count(Outcome outcome, Map<Outcome, LazyHandle<Counter>> counters) {
        Objects.requireNonNull(counters.get(outcome)).get().incr();
    }

    @Override
    public void finished(Outcome outcome, Duration duration) {
        count(outcome, commands);
        count(outcome, outcomes);
        durations.get().record(duration);
    }
}
