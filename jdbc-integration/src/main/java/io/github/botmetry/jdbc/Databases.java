package io.github.botmetry.jdbc;

import io.github.botmetry.Wiring;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that one Botmetry knows databases by. Thread-safe. */
final class Databases {

    /** Each has about a hundred series. */
    static final int MAX = 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private final Set<String> wrapped = new HashSet<>();
    private final Set<String> migrated = new HashSet<>();

    static Databases of(Wiring wiring) {
        return wiring.shared(Databases.class, Databases::new);
    }

    static void requireValid(String database) {
        if (!NAME.matcher(Objects.requireNonNull(database, "database")).matches()) {
            throw new IllegalArgumentException("database must match " + NAME.pattern() + ", was \"" + database + "\"");
        }
    }

    /** @throws IllegalArgumentException if it is taken */
    synchronized void wrap(String database) {
        add(wrapped, database, "data source");
    }

    /** @throws IllegalArgumentException if it is taken */
    synchronized void migrate(String database) {
        add(migrated, database, "schema's migrations");
    }

    private static void add(Set<String> names, String database, String what) {
        if (names.contains(database)) {
            throw new IllegalArgumentException(
                    "database must be the name of one " + what + " only, was \"" + database + "\" again");
        }
        if (names.size() >= MAX) {
            throw new IllegalArgumentException(
                    "there must be at most " + MAX + " databases, was \"" + database + "\" beside " + names);
        }
        names.add(database);
    }
}
