package io.github.botmetry.jdbc;

import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the databases of one Botmetry by name; one made anew under a name replaces the earlier. Thread-safe. */
final class Databases {

    /** The limit of databases; each has about a hundred series. */
    static final int MAX = 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private final Map<String, State> wrapped = new HashMap<>();
    private final Map<String, MigrationFigures> migrated = new HashMap<>();

    /** Reads the state of a data source. */
    interface State {

        /** Returns null if that is unknown. */
        @Nullable
        Boolean isClosed();
    }

    static Databases of(Wiring wiring) {
        return wiring.shared(Databases.class, Databases::new);
    }

    static void requireValid(String database) {
        if (!NAME.matcher(Objects.requireNonNull(database, "database")).matches()) {
            throw new IllegalArgumentException("database must match " + NAME.pattern() + ", was \"" + database + "\"");
        }
    }

    /** @throws IllegalArgumentException if the name belongs to a pool that is not closed */
    void wrap(String database, State state, Warnings warnings) {
        if (isAgain(database, state)) {
            warnings.warn(
                    "database-again",
                    database,
                    "another data source is wrapped under this name, and the earlier one may still be used: both count in it",
                    "give each database a name of its own");
        }
    }

    /** Returns true if the earlier data source of that name may be in use. */
    private synchronized boolean isAgain(String database, State state) {
        requireRoom(wrapped.keySet(), database);
        State earlier = wrapped.get(database);
        Boolean isClosed = earlier == null ? Boolean.TRUE : earlier.isClosed();
        if (Boolean.FALSE.equals(isClosed)) {
            throw new IllegalArgumentException(
                    "database must be the name of one pool only until that is closed, was \"" + database + "\" again");
        }
        wrapped.put(database, state);
        return isClosed == null;
    }

    /** @param figures not started yet */
    void migrate(Wiring wiring, String database, MigrationFigures figures) {
        MigrationFigures earlier;
        synchronized (this) {
            requireRoom(migrated.keySet(), database);
            earlier = migrated.put(database, figures);
        }
        if (earlier == null) {
            wiring.onClose(limit -> close(database, limit));
        } else {
            earlier.end();
        }
        figures.start(wiring);
    }

    private void close(String database, Duration limit) {
        MigrationFigures last;
        synchronized (this) {
            last = migrated.get(database);
        }
        if (last != null) {
            last.close(limit);
        }
    }

    private static void requireRoom(Set<String> names, String database) {
        if (names.size() >= MAX && !names.contains(database)) {
            throw new IllegalArgumentException(
                    "there must be at most " + MAX + " databases, was \"" + database + "\" beside " + names);
        }
    }
}
