package io.github.botmetry.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The handles that all namespaces of a table share. Thread-safe. */
final class Kept {

    /** Handles of definitions, which have no namespace. */
    final Map<Object, Object> declared = new ConcurrentHashMap<>();

    private final AtomicInteger room = new AtomicInteger(SeriesTable.DEFAULT_LIMIT);

    /** True if there is room for one more namespace, template or refusing handle, which are no series. */
    boolean takesOneMore() {
        return room.get() > 0 && room.getAndDecrement() > 0;
    }
}
