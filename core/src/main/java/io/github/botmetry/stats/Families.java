package io.github.botmetry.stats;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The families of a table by name, at most so many. Guarded by the lock of the table. */
final class Families {

    private final Map<String, Family> all = new HashMap<>();
    private final int limit;

    Families(int limit) {
        this.limit = limit;
    }

    /** The family with the definition's name, if there is one; it may have another definition. */
    @Nullable
    Family known(Definition definition) {
        return all.get(definition.name());
    }

    /** The family with the definition's name, made if there is none. */
    Family of(Definition definition) {
        return all.computeIfAbsent(definition.name(), name -> new Family(definition));
    }

    boolean isFull() {
        return all.size() >= limit;
    }

    /** The family for names over the limit. */
    Family others(Kind kind) {
        return of(
                switch (kind) {
                    case COUNTER -> new CounterDefinition(SeriesTable.OTHER);
                    case GAUGE -> new GaugeDefinition(SeriesTable.OTHER + ".gauge");
                    case TIMER -> new TimerDefinition(SeriesTable.OTHER + ".timer");
                });
    }
}
