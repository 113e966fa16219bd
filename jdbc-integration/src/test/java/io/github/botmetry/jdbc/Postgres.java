package io.github.botmetry.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** A real PostgreSQL on loopback and a free port. */
final class Postgres implements AutoCloseable {

    /** How long a pool waits for a connection before it gives up, unless a test is about giving up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final File BINARIES = new File("target/postgres");

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres.Builder builder) {
        try {
            server = builder.setOverrideWorkingDirectory(BINARIES).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Postgres start() {
        return new Postgres(EmbeddedPostgres.builder());
    }

    /** As after a restart of the machine: the same port, nothing in it. */
    static Postgres startAt(int port) {
        return new Postgres(EmbeddedPostgres.builder().setPort(port));
    }

    int port() {
        return server.getPort();
    }

    /** Opens a connection each time, as the driver's own data source does. */
    DataSource plain() {
        return server.getPostgresDatabase();
    }

    HikariDataSource pool(int size) {
        return new HikariDataSource(settings(size));
    }

    HikariConfig settings(int size) {
        return settings(size, port());
    }

    static HikariConfig settings(int size, int port) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
        settings.setMaximumPoolSize(size);
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(PATIENCE.toMillis());
        return settings;
    }

    /** Past everything that is observed. */
    void run(String sql) throws SQLException {
        try (Connection connection = plain().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
