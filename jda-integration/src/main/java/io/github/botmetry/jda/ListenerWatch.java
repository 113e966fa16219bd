package io.github.botmetry.jda;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.time.Duration;

/** Knows the times of each class of listeners. */
final class ListenerWatch extends ClassValue<ListenerTimes> {

    /** A heartbeat is due every 41 s and an interaction's answer after 3 s: one second is a third of what there is. */
    static final Duration DEFAULT_THRESHOLD = Duration.ofSeconds(1);

    private final Stats stats;
    private final Warnings warnings;
    private final long thresholdNanos;

    ListenerWatch(Stats stats, Warnings warnings, Duration threshold) {
        this.stats = stats;
        this.warnings = warnings;
        this.thresholdNanos = threshold.toNanos();
    }

    /** The times of a listener, or of a class that is registered for its static methods. */
    ListenerTimes of(Object listener) {
        return get(listener instanceof Class<?> type ? type : listener.getClass());
    }

    @Override
    protected ListenerTimes computeValue(Class<?> type) {
        return new ListenerTimes(type, stats, warnings, thresholdNanos);
    }
}
