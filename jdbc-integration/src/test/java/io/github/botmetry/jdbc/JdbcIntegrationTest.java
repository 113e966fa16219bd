package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.botmetry.Botmetry;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingStats;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** How a data source is wrapped, and that a bot does not notice. */
@ExtendWith(BotmetryExtension.class)
class JdbcIntegrationTest {

    private static Postgres postgres;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a.b", "a-b", "1st", "naïve", "a234567890123456789012345678901234567890x"})
    void wrap_asSomethingThatIsNoWord_throws(String database, Botmetry botmetry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcIntegration.create(botmetry).wrap(database, postgres.plain()))
                .withMessageContaining("database must match")
                .withMessageContaining("\"" + database + "\"");
    }

    @Test
    void wrap_withoutANameOrADataSource_saysWhichIsMissing(Botmetry botmetry) {
        JdbcIntegration integration = JdbcIntegration.create(botmetry);

        assertThatNullPointerException()
                .isThrownBy(() -> integration.wrap(null, postgres.plain()))
                .withMessage("database");
        assertThatNullPointerException()
                .isThrownBy(() -> integration.wrap("main", null))
                .withMessage("dataSource");
    }

    @Test
    void wrap_ofTwoUnderOneName_goesOnWithBoth_andWarnsOnce() throws SQLException {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            DataSource first = JdbcIntegration.create(botmetry).wrap("main", postgres.plain());
            DataSource second = JdbcIntegration.create(botmetry).wrap("main", postgres.plain());
            first.getConnection().close();
            second.getConnection().close();

            assertThat(botmetry.warnings()).singleElement().satisfies(one -> {
                assertThat(one.code()).isEqualTo("database-again");
                assertThat(one.subject()).isEqualTo("main");
            });
        }
    }

    @Test
    void wrap_ofWhatIsWrapped_throws(Botmetry botmetry) {
        JdbcIntegration integration = JdbcIntegration.create(botmetry);
        DataSource wrapped = integration.wrap("main", postgres.plain());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> integration.wrap("again", wrapped))
                .withMessageContaining("\"main\"");
    }

    @Test
    void wrap_ofMoreThan20_throws(Botmetry botmetry) {
        JdbcIntegration integration = JdbcIntegration.create(botmetry);
        for (int i = 0; i < 20; i++) {
            integration.wrap("database" + i, postgres.plain());
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> integration.wrap("database20", postgres.plain()))
                .withMessageContaining("at most 20");
    }

    @Test
    void wrap_withoutABotmetry_givesTheSame() {
        DataSource plain = postgres.plain();

        assertThat(JdbcIntegration.create(Botmetry.noop()).wrap("main", plain)).isSameAs(plain);
    }

    @Test
    void unwrap_leadsToThePool_andToTheDriver(Botmetry botmetry) throws SQLException {
        try (HikariDataSource pool = postgres.pool(1)) {
            DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", pool);
            assertThat(wrapped.isWrapperFor(HikariDataSource.class)).isTrue();
            assertThat(wrapped.unwrap(HikariDataSource.class)).isSameAs(pool);
            assertThat(wrapped.unwrap(DataSource.class)).isSameAs(wrapped);
            try (Connection connection = wrapped.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                        .isPositive();
                assertThat(statement.unwrap(PGStatement.class)).isNotNull();
                assertThat(statement.getConnection()).isSameAs(connection);
            }
        }
    }

    @Test
    void wrapped_isNotCloseable_sinceThePoolIsTheBots(Botmetry botmetry) {
        try (HikariDataSource pool = postgres.pool(1)) {
            DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", pool);
            botmetry.close();

            assertThat(wrapped).isNotInstanceOf(Closeable.class).isNotInstanceOf(AutoCloseable.class);
            assertThat(pool.isClosed()).isFalse();
        }
    }

    @Test
    void database_afterClose_worksOn(Botmetry botmetry) throws SQLException {
        DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", postgres.plain());
        botmetry.close();

        try (Connection connection = wrapped.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    @Test
    void plainDataSource_showsWhatIsOpen(Botmetry botmetry, RecordingStats stats) throws SQLException {
        DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", postgres.plain());
        Connection first = wrapped.getConnection();
        Connection second = wrapped.getConnection();
        assertThat(stats.value(JdbcMetrics.CONNECTIONS, "main", "active")).isEqualTo(2);

        first.close();
        first.close();
        second.abort(Runnable::run);

        assertThat(stats.value(JdbcMetrics.CONNECTIONS, "main", "active")).isZero();
        assertThat(stats.count(JdbcMetrics.CONNECTIONS_OPENED, "main")).isEqualTo(2);
        assertThat(stats.timings(JdbcMetrics.ACQUIRE_DURATION, "main")).hasSize(2);
        assertThat(stats.timings(JdbcMetrics.USAGE_DURATION, "main")).hasSize(2);
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new SQLRecoverableException("gone", "08006"),
                new IllegalStateException("a pool that could not start"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatGetConnectionThrows_arrivesAsItIs_andIsCounted(Throwable thrown, Botmetry botmetry, RecordingStats stats) {
        DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", Fakes.refusing(thrown));

        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(wrapped::getConnection)
                .isSameAs(thrown);
        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(() -> wrapped.getConnection("bot", "secret"))
                .isSameAs(thrown);
        assertThat(stats.count(JdbcMetrics.ERRORS, "main", "connect", SqlStates.classOf(thrown)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatAStatementThrows_arrivesAsItIs(Throwable thrown, Botmetry botmetry, RecordingStats stats)
            throws SQLException {
        DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", Fakes.failing(thrown));
        Connection connection = wrapped.getConnection();

        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                .isSameAs(thrown);
        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(() -> connection.prepareStatement("SELECT 1").executeQuery())
                .isSameAs(thrown);
        assertThat(stats.count(JdbcMetrics.ERRORS, "main", "select", SqlStates.classOf(thrown)))
                .isEqualTo(2);
    }

    @Test
    void whatADriverRefusesToPrepare_isAnErrorOfThatOperation(Botmetry botmetry, RecordingStats stats)
            throws SQLException {
        SQLException thrown = new SQLException("syntax", "42000");
        DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", Fakes.failing(thrown, "prepareStatement"));
        Connection connection = wrapped.getConnection();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.prepareStatement("INSERT INTO"))
                .isSameAs(thrown);
        assertThat(stats.count(JdbcMetrics.ERRORS, "main", "insert", "42")).isEqualTo(1);
    }

    @Test
    void closeThatThrows_isStillTheEndOfAConnection(Botmetry botmetry, RecordingStats stats) throws SQLException {
        SQLException thrown = new SQLException("gone", "08003");
        DataSource wrapped = JdbcIntegration.create(botmetry).wrap("main", Fakes.failing(thrown, "close"));
        Connection connection = wrapped.getConnection();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(connection::close)
                .isSameAs(thrown);
        assertThat(stats.value(JdbcMetrics.CONNECTIONS, "main", "active")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "ab123", "4é000", "$$"})
    void sqlStateThatIsNone_isNone(String state) {
        assertThat(SqlStates.classOf(new SQLException("odd", state))).isEqualTo("_none");
    }
}
