package io.github.botmetry.jdbc;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the operation from the text of a statement.
 *
 * <p>The first word behind comments and parentheses decides; in {@code WITH … INSERT} the word behind the common table
 * expressions. A text that is not decided within {@value #MAX_READ} characters is {@link Operation#OTHER}. Not thread-safe.
 */
final class SqlText {

    static final int MAX_READ = 4_096;

    private record Keyword(String word, Operation operation) {}

    /** The words with which statements begin; any other word is {@link Operation#OTHER} too. */
    private static final Keyword[] KEYWORDS = Stream.of(
                    keywords(Operation.SELECT, "SELECT", "VALUES", "TABLE"),
                    keywords(Operation.INSERT, "INSERT", "REPLACE", "UPSERT"),
                    keywords(Operation.UPDATE, "UPDATE"),
                    keywords(Operation.DELETE, "DELETE"),
                    keywords(Operation.CALL, "CALL", "EXEC", "EXECUTE"),
                    keywords(Operation.DDL, "CREATE", "ALTER", "DROP", "TRUNCATE", "COMMENT", "GRANT", "REVOKE"),
                    keywords(Operation.OTHER, "MERGE"))
            .flatMap(keywords -> keywords)
            .toArray(Keyword[]::new);

    private final String sql;
    private final int end;
    private int at;
    private int wordStart;
    private int depth;
    private boolean isAfterComma;

    private SqlText(String sql) {
        this.sql = sql;
        this.end = Math.min(sql.length(), MAX_READ);
    }

    private static Stream<Keyword> keywords(Operation operation, String... words) {
        return Arrays.stream(words).map(word -> new Keyword(word, operation));
    }

    /** @param sql anything; also null, which a driver refuses */
    static Operation operationOf(@Nullable String sql) {
        return sql == null ? Operation.OTHER : new SqlText(sql).operation();
    }

    private Operation operation() {
        if (!nextWord()) {
            return Operation.OTHER;
        }
        if (isWord("WITH")) {
            return operationAfterWith();
        }
        Operation operation = operationOfWord();
        return operation == null ? Operation.OTHER : operation;
    }

    /** Skips names of expressions, which may be keywords, after {@code WITH}, {@code RECURSIVE} and commas. */
    private Operation operationAfterWith() {
        int outside = depth;
        boolean isName = true;
        while (nextWord()) {
            if (depth > outside) {
                continue;
            }
            Operation operation = isName || isAfterComma ? null : operationOfWord();
            if (operation != null) {
                return operation;
            }
            isName = isName && isWord("RECURSIVE");
            isAfterComma = false;
        }
        // A text that ends before such a word is a query in parentheses.
        return end < sql.length() ? Operation.OTHER : Operation.SELECT;
    }

    private @Nullable Operation operationOfWord() {
        for (Keyword keyword : KEYWORDS) {
            if (isWord(keyword.word())) {
                return keyword.operation();
            }
        }
        return null;
    }

    private boolean isWord(String word) {
        return at - wordStart == word.length() && sql.regionMatches(true, wordStart, word, 0, word.length());
    }

    /** Goes behind the next word, which begins at {@link #wordStart}; false at the end. */
    private boolean nextWord() {
        while (at < end) {
            char c = sql.charAt(at);
            if (Character.isLetter(c) || c == '_') {
                wordStart = at;
                while (at < end && isPartOfWord(sql.charAt(at))) {
                    at++;
                }
                return true;
            }
            skip(c);
        }
        return false;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void skip(char c) {
        switch (c) {
            case '\'' -> skipBehind("'", 1);
            case '"' -> skipBehind("\"", 1);
            case '`' -> skipBehind("`", 1);
            case '$' -> skipDollarQuoted();
            case '-' -> skipBehind("\n", sql.startsWith("--", at) ? 2 : 0);
            case '/' -> skipComment();
            default -> skipMark(c);
        }
    }

    private void skipMark(char c) {
        at++;
        switch (c) {
            case '(' -> depth++;
            case ')' -> {
                depth--;
                isAfterComma = false;
            }
            case ',' -> isAfterComma = true;
            default -> {} // JDBC's braces, parameters, white space
        }
    }

    /**
     * Goes behind the next {@code close}, or to the end; one character on if there is no opening. A doubled quote is the end
     * of one string and the beginning of another.
     */
    private void skipBehind(String close, int openingLength) {
        if (openingLength == 0) {
            at++;
            return;
        }
        int found = sql.indexOf(close, at + openingLength);
        at = found < 0 ? end : Math.min(end, found + close.length());
    }

    /** Skips PostgreSQL's {@code $tag$ … $tag$}, but not a parameter such as {@code $1}. */
    private void skipDollarQuoted() {
        int tagEnd = at + 1;
        while (tagEnd < end && isPartOfWord(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean isQuote = tagEnd < end && sql.charAt(tagEnd) == '$' && !Character.isDigit(sql.charAt(at + 1));
        if (isQuote) {
            String tag = sql.substring(at, tagEnd + 1);
            skipBehind(tag, tag.length());
        } else {
            at = tagEnd;
        }
    }

    /** Skips a comment, which may be nested in the standard and in PostgreSQL. */
    private void skipComment() {
        int open = 0;
        do {
            if (sql.startsWith("/*", at)) {
                open++;
                at++;
            } else if (open > 0 && sql.startsWith("*/", at)) {
                open--;
                at++;
            }
            at++;
        } while (open > 0 && at < end);
    }
}
