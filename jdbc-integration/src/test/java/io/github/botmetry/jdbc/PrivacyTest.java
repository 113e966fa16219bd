package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.UdpCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Nothing of a statement but its kind leaves, and what leaves is valid for the strictest server. */
class PrivacyTest {

    private static final String CANARY = "canary";

    @Test
    void statementsAndParameters_areInNoSeriesAndOnNoWire() throws Exception {
        try (Postgres postgres = Postgres.start();
                HikariDataSource pool = postgres.pool(1);
                UdpCapture plain = UdpCapture.plain();
                UdpCapture tagged = UdpCapture.dogStatsD()) {
            Botmetry botmetry = Botmetry.builder()
                    .strict(true)
                    .shutdownHook(false)
                    .install(statsD(plain, Dialect.PLAIN))
                    .install(statsD(tagged, Dialect.DOGSTATSD))
                    .build();
            RecordingStats stats = RecordingStats.of(botmetry);
            use(JdbcIntegration.create(botmetry).wrap("main", pool));
            assertThat(stats.toString()).contains("database.errors").doesNotContain(CANARY);
            botmetry.close();

            plain.await(c -> c.counter("mybot.database.main.statements.insert") == 3);
            tagged.await(c -> c.counter("mybot.database.statements", "database:main", "operation:insert") == 3);
            assertThat(plain.counter("mybot.database.main.errors.select.42")).isEqualTo(1);
            assertThat(plain.timingCount("mybot.database.main.statements.insert.duration"))
                    .isEqualTo(1);
            assertThat(plain.gauge("mybot.database.main.connections.max")).isEqualTo(1);
            assertThat(plain.lines().toString() + tagged.lines()).doesNotContain(CANARY);
        }
    }

    private static StatsD statsD(UdpCapture capture, Dialect dialect) {
        return StatsD.builder()
                .host(capture.host())
                .port(capture.port())
                .prefix("mybot")
                .dialect(dialect)
                .build();
    }

    private static void use(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE canary_table (name text) -- canary");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("SELECT canary_column FROM canary_table"));
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO canary_table VALUES (?)")) {
                insert.setString(1, "canary_value");
                insert.executeUpdate();
                insert.setString(1, "canary_first");
                insert.addBatch();
                insert.setString(1, "canary_second");
                insert.addBatch();
                insert.executeBatch();
            }
        }
    }
}
