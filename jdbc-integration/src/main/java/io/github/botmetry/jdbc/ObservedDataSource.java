package io.github.botmetry.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

/**
 * The bot's data source, whose connections are observed.
 *
 * <p>It replaces the library's own, which wraps the pool's exceptions, and closes the pool.
 */
final class ObservedDataSource implements DataSource {

    private interface Opening {
        Connection open() throws SQLException;
    }

    private final String database;
    private final DataSource dataSource;
    private final DatabaseMetrics metrics;
    private final Lending lending;
    private final ProxyConfig proxying;

    ObservedDataSource(String database, DataSource dataSource, DatabaseMetrics metrics, Lending lending) {
        this.database = database;
        this.dataSource = dataSource;
        this.metrics = metrics;
        this.lending = lending;
        this.proxying = ProxyConfig.Builder.create()
                .queryListener(new StatementListener(metrics))
                .methodListener(new ConnectionListener(metrics, lending))
                .stopwatchFactory(NoStopwatch.INSTANCE)
                .connectionIdManager(new NoConnectionIds())
                .build();
    }

    String database() {
        return database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return lend(dataSource::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return lend(() -> dataSource.getConnection(username, password));
    }

    private Connection lend(Opening opening) throws SQLException {
        long start = System.nanoTime();
        Connection connection;
        try {
            connection = opening.open();
        } catch (SQLException | RuntimeException | Error e) {
            lending.refused(e, System.nanoTime() - start);
            metrics.failed(Operation.CONNECT, e);
            throw e;
        }
        long now = System.nanoTime();
        lending.lent(now - start);
        return JdbcProxyFactory.DEFAULT.createConnection(connection, new LentConnection(now), proxying);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return type.isInstance(dataSource) ? type.cast(dataSource) : dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(dataSource) || dataSource.isWrapperFor(type);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return dataSource.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        dataSource.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        dataSource.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return dataSource.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return dataSource.getParentLogger();
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return dataSource.createConnectionBuilder();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return dataSource.createShardingKeyBuilder();
    }

    @Override
    public String toString() {
        return dataSource.toString();
    }
}
