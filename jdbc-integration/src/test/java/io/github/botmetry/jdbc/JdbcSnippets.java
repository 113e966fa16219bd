package io.github.botmetry.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.botmetry.Botmetry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/** What the documentation shows, so that it compiles. */
final class JdbcSnippets {

    private JdbcSnippets() {}

    static DataSource threeLines(Botmetry botmetry, DataSource dataSource) {
        DataSource database = JdbcIntegration.create(botmetry).wrap("main", dataSource);
        return database;
    }

    static void start(Botmetry botmetry, long id) throws SQLException {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl("jdbc:postgresql://localhost/bot");
        HikariDataSource pool = new HikariDataSource(settings);

        JdbcIntegration jdbc = JdbcIntegration.create(botmetry);
        DataSource database = jdbc.wrap("main", pool); // use this one from now on

        try (Connection connection = database.getConnection();
                PreparedStatement vote = connection.prepareStatement("INSERT INTO votes VALUES (?)")) {
            vote.setLong(1, id);
            vote.executeUpdate();
        }
    }

    static void migrations(JdbcIntegration jdbc, HikariDataSource pool) {
        Flyway flyway = Flyway.configure().dataSource(pool).load();
        flyway.migrate();
        jdbc.migrations("main", flyway::info);
    }

    static void unwrap(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.unwrap(PGConnection.class).getNotifications();
        }
    }
}
