package io.github.botmetry.jdbc;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The values of the label {@code operation}: the kind of a statement or call. */
enum Operation {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    CALL,
    DDL,
    OTHER,

    // Calls that can fail without a statement.
    CONNECT,
    COMMIT,
    ROLLBACK;

    static final Set<Operation> OF_STATEMENTS = EnumSet.range(SELECT, OTHER);

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
