package io.github.botmetry.benchmarks;

import io.github.botmetry.jdbc.JdbcIntegration;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A driver that answers with constants, and a bot's use of it. */
public final class DataSources {

    private DataSources() {}

    /** The driver alone. */
    @State(Scope.Benchmark)
    public static class Bare {
        final DataSource dataSource = stub();
    }

    /** The same driver observed. */
    @State(Scope.Benchmark)
    public static class Wrapped {
        private final Flushing flushing = new Flushing(1_000, Duration.ofSeconds(1));
        final DataSource dataSource =
                JdbcIntegration.create(flushing.botmetry()).wrap("main", stub());

        @TearDown
        public void close() {
            flushing.close();
        }
    }

    /** A connection and a statement of a thread's own. */
    @State(Scope.Thread)
    public static class BareStatement {
        final Statement statement = open(stub());
    }

    /** The same observed. */
    @State(Scope.Thread)
    public static class WrappedStatement {
        private final Flushing flushing = new Flushing(1_000, Duration.ofSeconds(1));
        final Statement statement =
                open(JdbcIntegration.create(flushing.botmetry()).wrap("main", stub()));

        @TearDown
        public void close() {
            flushing.close();
        }
    }

    private static Statement open(DataSource dataSource) {
        try {
            return dataSource.getConnection().createStatement();
        } catch (SQLException e) {
            throw new IllegalStateException("the stub throws nothing", e);
        }
    }

    /** What a bot does for one command: a connection out of its pool, a statement with two parameters. */
    static int prepared(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE points SET points = ? WHERE id = ?")) {
            update.setInt(1, 12);
            update.setLong(2, 4L);
            return update.executeUpdate();
        }
    }

    private static DataSource stub() {
        PreparedStatement prepared = answering(PreparedStatement.class, Map.of("executeUpdate", 1));
        Statement plain = answering(Statement.class, Map.of("executeUpdate", 1));
        Connection connection =
                answering(Connection.class, Map.of("prepareStatement", prepared, "createStatement", plain));
        return answering(DataSource.class, Map.of("getConnection", connection, "isWrapperFor", false));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                DataSources.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
