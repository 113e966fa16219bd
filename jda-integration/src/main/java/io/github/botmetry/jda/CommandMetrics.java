package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts and times commands, through the same interface that every other observer uses. */
final class CommandMetrics implements EventObserver {

    private final Stats stats;

    CommandMetrics(Stats stats) {
        this.stats = stats;
    }

    /** Every type with every outcome exists from the start: a series that is born with 1 has no increase. */
    static void prepare(Stats stats) {
        for (BotEvent.Kind kind : BotEvent.Kind.values()) {
            if (kind.isCommand()) {
                for (Outcome outcome : Outcome.values()) {
                    stats.counter(JdaMetrics.OUTCOMES, kind.label(), outcome.label());
                }
            }
        }
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        return event.kind().isCommand()
                ? new CommandObservation(event.name(), event.kind().label())
                : null;
    }

    /** Keeps the labels, not the event: that one holds JDA's objects. */
    private final class CommandObservation implements Observation {

        private final String command;
        private final String type;

        CommandObservation(String command, String type) {
            this.command = command;
            this.type = type;
        }

        @Override
        public void finished(Outcome outcome, Duration duration) {
            stats.counter(JdaMetrics.COMMANDS, command, type, outcome.label()).incr();
            stats.counter(JdaMetrics.OUTCOMES, type, outcome.label()).incr();
            stats.timer(JdaMetrics.COMMAND_DURATION, command, type).record(duration);
        }
    }
}
