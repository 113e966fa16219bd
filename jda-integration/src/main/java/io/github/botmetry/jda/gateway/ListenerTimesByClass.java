package io.github.botmetry.jda.gateway;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.jda.event.ClassNames;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the times of each class of listeners. */
public final class ListenerTimesByClass extends ClassValue<ListenerTimes> {

    /** A heartbeat is due every 41 s and an interaction's answer after 3 s: one second is a third of what there is. */
    public static final Duration DEFAULT_THRESHOLD = Duration.ofSeconds(1);

    public static final Duration MAX_THRESHOLD = Duration.ofDays(1);

    /** More listeners than these fold into one label value anyway. */
    private static final int MAX_NAMED = 1_000;

    private final ListenerTimes.Means means;

    /** Which class has a simple name. */
    private final Map<String, String> named = new ConcurrentHashMap<>();

    public ListenerTimesByClass(Stats stats, Warnings warnings, Duration threshold) {
        this.means = new ListenerTimes.Means(stats, warnings, threshold.toNanos());
    }

    /** The times of a listener, or of a class that is registered for its static methods. */
    public ListenerTimes of(Object listener) {
        return get(listener instanceof Class<?> type ? type : listener.getClass());
    }

    @Override
    protected ListenerTimes computeValue(Class<?> type) {
        return new ListenerTimes(type, name(type), means);
    }

    /** How a class is named; of two that have the same simple name, as in plug-ins, the later one by its full name. */
    private String name(Class<?> type) {
        String simple = ClassNames.simple(type);
        String full = ClassNames.full(type);
        String first = named.size() < MAX_NAMED ? named.putIfAbsent(simple, full) : named.get(simple);
        return first == null || first.equals(full) ? simple : full;
    }
}
