package io.github.botmetry.jda.series;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.stats.Stats;
import org.jspecify.annotations.Nullable;

/** Counts and times commands, through the same interface that every other observer uses. */
public final class CommandObserver implements EventObserver {

    private final PerCommand<CommandSeries> series;

    public CommandObserver(Stats stats) {
        this.series = new PerCommand<>((kind, command) -> new CommandSeries(stats, kind, command));
    }

    /** Every type with every outcome exists from the start: a series that is born with 1 has no increase. */
    public static void prepare(Stats stats) {
        for (BotEvent.Kind kind : BotEvent.Kind.values()) {
            if (kind.isCommand()) {
                for (Outcome outcome : Outcome.values()) {
                    stats.counter(InteractionDefinitions.OUTCOMES, kind.label(), outcome.label());
                }
            }
        }
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        return event.kind().isCommand() ? series.of(event) : null;
    }
}
