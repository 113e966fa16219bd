package io.github.botmetry.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that all namespaces of a table keep together. Thread-safe. */
final class Kept {

    /** Handles of definitions, which have no namespace. */
    final Map<Object, Object> declared = new ConcurrentHashMap<>();

    private final AtomicInteger room = new AtomicInteger(SeriesTable.DEFAULT_LIMIT);

    /** Whether there is room for something that is no series: a namespace, a template or a handle that refuses. */
    boolean takesOneMore() {
        return room.get() > 0 && room.getAndDecrement() > 0;
    }
}
