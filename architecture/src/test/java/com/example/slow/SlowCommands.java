package com.example.slow;

import io.github.botmetry.Health;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts slash commands that take longer than a limit, and calls a notice of the bot's. The example of docs/writing-an-integration.md. */
public final class SlowCommands implements Integration {

    private static final CounterDefinition SLOW = CounterDefinition.named("slow.commands")
            .labels("command")
            .path("slow.{command}")
            .help("Slash commands that took longer than the limit, by command.")
            .build();

    private final Duration limit;
    private final Consumer<String> notice;

    /** @param notice is given the command's name, on the thread that finished it, and must not wait */
    public SlowCommands(Duration limit, Consumer<String> notice) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit must be longer than 0, was " + limit);
        }
        this.limit = limit;
        this.notice = notice;
    }

    @Override
    public String name() {
        return "slow-commands";
    }

    @Override
    public String description() {
        return "slow-commands above " + limit.toMillis() + " ms";
    }

    @Override
    public void install(Wiring wiring) {
        Watch watch = new Watch(wiring.stats(), wiring.guard("notice of slow commands"));
        wiring.observe(watch);
        wiring.health(name(), () -> Health.up().with("noticed", watch.noticed.get()));
    }

    private final class Watch implements EventObserver {

        private final Stats stats;
        private final Guard guard;
        private final AtomicLong noticed = new AtomicLong();

        Watch(Stats stats, Guard guard) {
            this.stats = stats;
            this.guard = guard;
        }

        @Override
        public @Nullable Observation begin(BotEvent event) {
            return event.kind() == BotEvent.Kind.SLASH ? new Timed(event.name()) : null;
        }

        private final class Timed implements Observation {

            private final String command;

            Timed(String command) {
                this.command = command;
            }

            @Override
            public void finished(Outcome outcome, Duration duration) {
                if (duration.compareTo(limit) > 0) {
                    stats.counter(SLOW, command).incr();
                    noticed.incrementAndGet();
                    guard.run(() -> notice.accept(command));
                }
            }
        }
    }
}
