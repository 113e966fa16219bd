package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.botmetry.Botmetry;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingStats;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real PostgreSQL refuses is counted, and arrives at the bot as it was thrown. */
@ExtendWith(BotmetryExtension.class)
class ErrorsTest {

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
        postgres.run("DROP TABLE IF EXISTS votes, people");
        postgres.run("CREATE TABLE people (id int PRIMARY KEY, name text)");
        postgres.run("CREATE TABLE votes (person int REFERENCES people DEFERRABLE INITIALLY DEFERRED)");
        pool = postgres.pool(2);
        database = JdbcIntegration.create(botmetry).wrap("main", pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void fails(String sqlState, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> {
                        for (String sql : statements) {
                            statement.execute(sql);
                        }
                    })
                    .returns(sqlState, SQLException::getSQLState);
        }
    }

    private static long errors(RecordingStats stats, String operation, String sqlState) {
        return stats.count(JdbcMetrics.ERRORS, "main", operation, sqlState);
    }

    @Test
    void violatedConstraint_isAnErrorOfClass23(RecordingStats stats) throws SQLException {
        fails("23505", "INSERT INTO people VALUES (1, 'a')", "INSERT INTO people VALUES (1, 'b')");

        assertThat(errors(stats, "insert", "23")).isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.STATEMENTS, "main", "insert")).isEqualTo(2);
        assertThat(stats.count(JdbcMetrics.ERRORS)).isEqualTo(1);
    }

    @Test
    void missingTable_isAnErrorOfClass42(RecordingStats stats) throws SQLException {
        fails("42P01", "SELECT * FROM nowhere");

        assertThat(errors(stats, "select", "42")).isEqualTo(1);
    }

    @Test
    void badText_isAnErrorOfClass22(RecordingStats stats) throws SQLException {
        fails("22P02", "UPDATE people SET id = 'x'::int");
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE people SET id = ?::int")) {
            update.setString(1, "x");
            assertThatExceptionOfType(SQLException.class).isThrownBy(update::executeUpdate);
        }

        assertThat(errors(stats, "update", "22")).isEqualTo(2);
    }

    @Test
    void canceledStatement_isAnErrorOfClass57(RecordingStats stats) throws SQLException {
        fails("57014", "SET statement_timeout = 20", "SELECT pg_sleep(10)");

        assertThat(errors(stats, "select", "57")).isEqualTo(1);
    }

    @Test
    void failedBatch_isOneError(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, 'a')")) {
            for (int id : new int[] {1, 2, 2}) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(insert::executeBatch);
        }

        assertThat(errors(stats, "insert", "23")).isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.STATEMENTS, "main", "insert")).isEqualTo(3);
    }

    @Test
    void failedCommit_isAnErrorOfTheCommit_andNoTransaction(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO votes VALUES (7)");
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
        }

        assertThat(errors(stats, "commit", "23")).isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.TRANSACTIONS)).isZero();
    }

    @Test
    void killedConnection_isAnErrorOfClass57_andTheNextOneWorks(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            int backend;
            try (ResultSet own = statement.executeQuery("SELECT pg_backend_pid()")) {
                own.next();
                backend = own.getInt(1);
            }
            postgres.run("SELECT pg_terminate_backend(" + backend + ", 5000)");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("SELECT 1"));
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }

        assertThat(errors(stats, "select", "57") + errors(stats, "select", "08"))
                .isEqualTo(1);
        assertThat(stats.count(JdbcMetrics.ERRORS)).isEqualTo(1);
    }

    @Test
    void closedStatement_isAnErrorToo(RecordingStats stats) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Statement statement = connection.createStatement();
            statement.close();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
        }

        assertThat(stats.count(JdbcMetrics.ERRORS)).isEqualTo(1);
    }
}
