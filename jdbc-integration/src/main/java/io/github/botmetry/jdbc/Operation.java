package io.github.botmetry.jdbc;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the bot asked a database to do; all there is to say of it in a label. */
enum Operation {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    CALL,
    DDL,
    OTHER,

    // What can fail without a statement.
    CONNECT,
    COMMIT,
    ROLLBACK;

    static final Set<Operation> OF_STATEMENTS = EnumSet.range(SELECT, OTHER);

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
