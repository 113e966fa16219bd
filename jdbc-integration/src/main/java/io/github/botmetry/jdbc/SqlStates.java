package io.github.botmetry.jdbc;

import java.sql.SQLException;
import java.util.List;

/** Labels errors by the first two characters of their SQLSTATE (ISO/IEC 9075-2, 24.1), which all databases share. */
final class SqlStates {

    /** The limit of classes, more than the standard and PostgreSQL have together; further ones are {@code _other}. */
    static final int MAX_CLASSES = 60;

    /** The value without an SQLSTATE: not an error of the database, or a pool without a free connection. */
    static final String NONE = "_none";

    /**
     * Classes that alert rules use: connection lost, bad data, constraint, conflict of transactions, syntax and access,
     * out of resources, intervention of an operator.
     */
    static final List<String> COMMON = List.of("08", "22", "23", "40", "42", "53", "57", NONE);

    private static final int CLASS_LENGTH = 2;

    private SqlStates() {}

    static String classOf(Throwable error) {
        String state = error instanceof SQLException failure ? failure.getSQLState() : null;
        if (state == null || state.length() < CLASS_LENGTH) {
            return NONE;
        }
        boolean isValid = isValid(state.charAt(0)) && isValid(state.charAt(1));
        return isValid ? state.substring(0, CLASS_LENGTH) : NONE;
    }

    private static boolean isValid(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }
}
