package io.github.botmetry.logback;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down every failure that is told, with the event it happened in. */
final class Heard implements Integration, EventObserver {

    record Entry(@Nullable String event, Failure failure) {
        String source() {
            return failure.source().name();
        }
    }

    final List<Entry> failures = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "heard";
    }

    @Override
    public void install(Wiring wiring) {
        wiring.observe(this);
    }

    @Override
    public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
        failures.add(new Entry(event == null ? null : event.name(), failure));
        return "report " + failures.size();
    }
}
