package io.github.botmetry.event;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.TimerDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Count and time tasks; installed by Botmetry itself. */
public final class TaskObserver implements EventObserver {

    /** Counter of tasks that have run. */
    public static final CounterDefinition TASKS = CounterDefinition.named("tasks")
            .labels("task", "outcome")
            .path("tasks.{task}")
            .path("tasks.{task}.{outcome}")
            .help("Tasks that have run, by name and outcome.")
            .build();

    /** Timer of tasks. */
    public static final TimerDefinition DURATION = TimerDefinition.named("task.duration")
            .labels("task")
            .path("tasks.{task}.duration")
            .help("How long tasks run.")
            .build();

    private final Stats stats;

    public TaskObserver(Stats stats) {
        this.stats = stats;
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        return event.kind() == BotEvent.Kind.TASK ? new Run(event.name()) : null;
    }

    private final class Run implements Observation {
        private final String task;

        Run(String task) {
            this.task = task;
        }

        @Override
        public void finished(Outcome outcome, Duration duration) {
            stats.counter(TASKS, task, outcome.label()).incr();
            stats.timer(DURATION, task).record(duration);
        }
    }
}
