package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.botmetry.Botmetry;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingStats;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is counted is what was done, in a real PostgreSQL through a real pool. */
@ExtendWith(BotmetryExtension.class)
class StatementsTest {

    private static Postgres postgres;

    private HikariDataSource pool;
    private DataSource database;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void wrap(Botmetry botmetry) throws SQLException {
        postgres.run("DROP TABLE IF EXISTS people");
        postgres.run("CREATE TABLE people (id int PRIMARY KEY, name text)");
        pool = postgres.pool(4);
        database = JdbcIntegration.create(botmetry).wrap("main", pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static long statements(RecordingStats stats, String operation) {
        return stats.count(JdbcMetrics.STATEMENTS, "main", operation);
    }

    @Test
    void series_ofADatabase_areThereBeforeItsFirstStatement(RecordingStats stats) {
        List<List<String>> statements = new ArrayList<>();
        List<List<String>> errors = new ArrayList<>();
        stats.series().forEach(series -> {
            if (series.definition().equals(JdbcMetrics.STATEMENTS)) {
                statements.add(series.labelValues());
            } else if (series.definition().equals(JdbcMetrics.ERRORS)) {
                errors.add(series.labelValues());
            }
        });

        assertThat(statements)
                .extracting(labels -> labels.get(1))
                .containsExactlyInAnyOrder("select", "insert", "update", "delete", "call", "ddl", "other");
        assertThat(errors)
                .contains(
                        List.of("main", "insert", "23"),
                        List.of("main", "connect", "08"),
                        List.of("main", "select", "_none"));
    }

    @Test
    void statements_ofAllKinds_areCountedByOperation(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS votes (id int)");
            statement.executeUpdate("INSERT INTO people VALUES (1, 'a')");
            statement.executeLargeUpdate("UPDATE people SET name = 'b'");
            statement.executeQuery("SELECT * FROM people").close();
            statement
                    .executeQuery("WITH a AS (DELETE FROM people RETURNING *) SELECT * FROM a")
                    .close();
            statement.executeUpdate("DELETE FROM people", Statement.RETURN_GENERATED_KEYS);
            statement.execute("SHOW server_version");
        }

        assertThat(statements(stats, "ddl")).isEqualTo(1);
        assertThat(statements(stats, "insert")).isEqualTo(1);
        assertThat(statements(stats, "update")).isEqualTo(1);
        assertThat(statements(stats, "select")).isEqualTo(2);
        assertThat(statements(stats, "delete")).isEqualTo(1);
        assertThat(statements(stats, "other")).isEqualTo(1);
    }

    @Test
    void preparedStatement_isCountedEachTimeItRuns(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, ?)")) {
            for (int id = 0; id < 5; id++) {
                insert.setInt(1, id);
                insert.setString(2, "a");
                insert.executeUpdate();
            }
        }

        assertThat(statements(stats, "insert")).isEqualTo(5);
        assertThat(stats.timings(JdbcMetrics.STATEMENT_DURATION, "main", "insert"))
                .hasSize(5);
    }

    @Test
    void callableStatement_isACall(RecordingStats stats) throws SQLException {
        postgres.run("CREATE OR REPLACE PROCEDURE vote(id int) LANGUAGE sql AS 'SELECT 1'");
        try (Connection connection = database.getConnection();
                CallableStatement call = connection.prepareCall("CALL vote(?)")) {
            call.setInt(1, 1);
            call.execute();
        }

        assertThat(statements(stats, "call")).isEqualTo(1);
    }

    @Test
    void preparedBatch_countsEachOfItsStatements_andIsTimedOnce(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, 'a')")) {
            for (int id = 0; id < 100; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(100);
        }

        assertThat(statements(stats, "insert")).isEqualTo(100);
        assertThat(stats.count(JdbcMetrics.BATCHES, "main")).isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.BATCH_STATEMENTS, "main")).isEqualTo(100);
        assertThat(stats.timings(JdbcMetrics.BATCH_DURATION, "main")).hasSize(1);
        assertThat(stats.timings(JdbcMetrics.STATEMENT_DURATION, "main", "insert"))
                .isEmpty();
    }

    @Test
    void plainBatch_countsEachStatementByItsOperation(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO people VALUES (1, 'a')");
            statement.addBatch("INSERT INTO people VALUES (2, 'b')");
            statement.addBatch("UPDATE people SET name = 'c'");
            statement.executeBatch();
        }

        assertThat(statements(stats, "insert")).isEqualTo(2);
        assertThat(statements(stats, "update")).isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.BATCH_STATEMENTS, "main")).isEqualTo(3);
    }

    @Test
    void emptyBatch_isNotCounted(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeBatch();
        }

        assertThat(stats.count(JdbcMetrics.BATCHES, "main")).isZero();
    }

    @Test
    void transactions_areCountedByTheirEnd(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.commit();
            Savepoint savepoint = connection.setSavepoint();
            connection.rollback(savepoint);
            connection.rollback();
            connection.rollback();
        }

        assertThat(stats.count(JdbcMetrics.TRANSACTIONS, "main", "committed")).isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.TRANSACTIONS, "main", "rolled_back")).isEqualTo(2);
    }

    @Test
    void thousandStatements_ofSeveralThreads_areAllCounted(RecordingStats stats) throws Exception {
        int threads = 5;
        int rounds = 50;
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * rounds;
            done.add(workers.submit(() -> {
                fourStatements(first, rounds);
                return null;
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        workers.shutdown();

        for (String operation : List.of("insert", "update", "select", "delete")) {
            assertThat(statements(stats, operation)).isEqualTo(250);
        }
        assertThat(stats.count(JdbcMetrics.STATEMENTS)).isEqualTo(1_000);
        assertThat(stats.count(JdbcMetrics.ERRORS)).isZero();
    }

    private void fourStatements(int first, int rounds) throws SQLException {
        for (int id = first; id < first + rounds; id++) {
            try (Connection connection = database.getConnection();
                    Statement plain = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, 'a')");
                    PreparedStatement select = connection.prepareStatement("SELECT name FROM people WHERE id = ?")) {
                insert.setInt(1, id);
                insert.executeUpdate();
                plain.executeUpdate("UPDATE people SET name = 'b' WHERE id = " + id);
                select.setInt(1, id);
                try (ResultSet found = select.executeQuery()) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1)).isEqualTo("b");
                }
                plain.executeUpdate("DELETE FROM people WHERE id = " + id);
            }
        }
    }
}
