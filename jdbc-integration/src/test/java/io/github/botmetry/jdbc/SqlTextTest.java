package io.github.botmetry.jdbc;

import static io.github.botmetry.jdbc.Operation.CALL;
import static io.github.botmetry.jdbc.Operation.DDL;
import static io.github.botmetry.jdbc.Operation.DELETE;
import static io.github.botmetry.jdbc.Operation.INSERT;
import static io.github.botmetry.jdbc.Operation.OTHER;
import static io.github.botmetry.jdbc.Operation.SELECT;
import static io.github.botmetry.jdbc.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statement does is told by its text. */
class SqlTextTest {

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("SELECT 1", SELECT),
                Arguments.of("select 1", SELECT),
                Arguments.of("  \n\tSeLeCt 1", SELECT),
                Arguments.of("(SELECT 1) UNION (SELECT 2)", SELECT),
                Arguments.of("((SELECT 1))", SELECT),
                Arguments.of("VALUES (1), (2)", SELECT),
                Arguments.of("TABLE people", SELECT),
                Arguments.of("select*from people", SELECT),
                Arguments.of("-- INSERT a comment\nSELECT 1", SELECT),
                Arguments.of("/* INSERT */ SELECT 1", SELECT),
                Arguments.of("/* a /* nested */ DELETE */ SELECT 1", SELECT),
                Arguments.of("/**/-- x\r\n/* y */INSERT INTO people VALUES (1)", INSERT),
                Arguments.of("INSERT INTO people SELECT 1", INSERT),
                Arguments.of("REPLACE INTO people VALUES (1)", INSERT),
                Arguments.of("UPSERT INTO people VALUES (1)", INSERT),
                Arguments.of("UPDATE people SET id = 1", UPDATE),
                Arguments.of("DELETE FROM people", DELETE),
                Arguments.of("CALL vote(1)", CALL),
                Arguments.of("{call vote(?)}", CALL),
                Arguments.of("{ ? = call vote(?) }", CALL),
                Arguments.of("EXEC vote 1", CALL),
                Arguments.of("CREATE TABLE people (id int)", DDL),
                Arguments.of("ALTER TABLE people ADD name text", DDL),
                Arguments.of("DROP TABLE people", DDL),
                Arguments.of("TRUNCATE people", DDL),
                Arguments.of("GRANT SELECT ON people TO bot", DDL),
                Arguments.of(";;SELECT 1", SELECT),
                Arguments.of("BEGIN", OTHER),
                Arguments.of("SET search_path TO bot", OTHER),
                Arguments.of("EXPLAIN SELECT 1", OTHER),
                Arguments.of("MERGE INTO people USING new ON true WHEN MATCHED THEN DELETE", OTHER),
                Arguments.of("selection", OTHER),
                Arguments.of("select_one", OTHER),
                Arguments.of("?", OTHER),
                Arguments.of("", OTHER),
                Arguments.of("/* never closed", OTHER),
                Arguments.of("-- only a comment", OTHER),
                Arguments.of(null, OTHER));
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                Arguments.of("WITH a AS (SELECT 1) SELECT * FROM a", SELECT),
                Arguments.of("WITH a AS (SELECT 1, 2) INSERT INTO people SELECT * FROM a", INSERT),
                Arguments.of("with a as (select 1), b(x, y) as (select 1, 2) update people set id = 1", UPDATE),
                Arguments.of("WITH a AS (INSERT INTO people VALUES (1) RETURNING *) SELECT * FROM a", SELECT),
                Arguments.of("WITH RECURSIVE a AS (SELECT 1 UNION SELECT 2) DELETE FROM people", DELETE),
                Arguments.of("WITH a AS NOT MATERIALIZED (SELECT 1) DELETE FROM people", DELETE),
                Arguments.of("WITH insert AS (SELECT 1) SELECT * FROM insert", SELECT),
                Arguments.of("WITH a AS (SELECT 1), update AS (SELECT 2) DELETE FROM people", DELETE),
                Arguments.of("WITH recursive delete AS (SELECT 1) SELECT 1", SELECT),
                Arguments.of("WITH \"DELETE\" AS (SELECT 1) SELECT 1", SELECT),
                Arguments.of("WITH a AS (SELECT ') DELETE FROM people') SELECT 1", SELECT),
                Arguments.of("WITH a AS (SELECT 'it''s ) DELETE') SELECT 1", SELECT),
                Arguments.of("WITH a AS (SELECT $$ ) DELETE $$) SELECT 1", SELECT),
                Arguments.of("WITH a AS (SELECT $x$ ) $$ DELETE $x$) SELECT 1", SELECT),
                Arguments.of("WITH a AS (SELECT $1, $2) UPDATE people SET id = $1", UPDATE),
                Arguments.of("WITH a AS (SELECT 1 /* ) DELETE */) SELECT 1", SELECT),
                Arguments.of("WITH a AS (SELECT 4-2, 4/2) INSERT INTO people VALUES (1)", INSERT),
                Arguments.of("WITH a AS (SELECT 1) (SELECT 1)", SELECT),
                Arguments.of("(WITH a AS (SELECT 1) SELECT 1)", SELECT),
                Arguments.of("WITH a AS (SELECT 1) MERGE INTO people USING a ON true WHEN MATCHED THEN DELETE", OTHER),
                Arguments.of("WITH a AS (SELECT " + "1 + ".repeat(2_000) + "1) DELETE FROM people", OTHER));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void operation_isToldByTheFirstWord(String sql, Operation operation) {
        assertThat(SqlText.operationOf(sql)).isEqualTo(operation);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void operation_ofCommonTableExpressions_isThatOfTheStatementBehindThem(String sql, Operation operation) {
        assertThat(SqlText.operationOf(sql)).isEqualTo(operation);
    }

    @Test
    void operation_ofAnythingLong_isToldAtOnce() {
        String endless = "WITH " + "(/*'\"$$".repeat(1_000_000);
        // To look at each character once is a matter of milliseconds, to begin anew with each of hours.
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> SqlText.operationOf(endless));
    }

    @Property
    void operation_ofAnyText_isOneOfAStatement(@ForAll("texts") String text) {
        assertThat(Operation.OF_STATEMENTS).contains(SqlText.operationOf(text));
    }

    @Property
    void operation_behindAComment_isTheSame(@ForAll("comments") String comment) {
        assertThat(SqlText.operationOf("/*" + comment + "*/ DELETE FROM people"))
                .isEqualTo(DELETE);
        assertThat(SqlText.operationOf("--" + comment + "\nDELETE FROM people")).isEqualTo(DELETE);
    }

    /** Of the pieces that mean something, in any order. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.of(
                                "WITH", " ", "(", ")", ",", "'", "\"", "$", "$$", "$a$", "/*", "*/", "--", "\n",
                                "SELECT", "x", "1")
                        .list()
                        .ofMaxSize(40)
                        .map(pieces -> String.join("", pieces)));
    }

    @Provide
    Arbitrary<String> comments() {
        return Arbitraries.strings().ascii().ofMaxLength(100).filter(text -> !text.matches("(?s).*[\\n*/].*"));
    }
}
