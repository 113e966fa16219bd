package io.github.botmetry.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.botmetry.stats.Stats;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connects to a HikariCP pool, started or not. Only this class and the trackers need HikariCP on the class path. */
final class HikariPool {

    private static final Map<String, ToIntFunction<HikariPoolMXBean>> COUNTS = Map.of(
            "active", HikariPoolMXBean::getActiveConnections,
            "idle", HikariPoolMXBean::getIdleConnections,
            "pending", HikariPoolMXBean::getThreadsAwaitingConnection);

    private static final Map<String, ToIntFunction<HikariDataSource>> BOUNDS =
            Map.of("max", HikariDataSource::getMaximumPoolSize, "min", HikariDataSource::getMinimumIdle);

    private final HikariDataSource pool;

    private HikariPool(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Returns the pool that the data source is or unwraps to; null if there is none. */
    static @Nullable HikariPool of(DataSource dataSource) {
        if (dataSource instanceof HikariDataSource pool) {
            return new HikariPool(pool);
        }
        try {
            return dataSource.isWrapperFor(HikariDataSource.class)
                    ? new HikariPool(dataSource.unwrap(HikariDataSource.class))
                    : null;
        } catch (SQLException | UnsupportedOperationException e) {
            return null; // it cannot be unwrapped
        }
    }

    /** Records the pool's figures, and its events too unless a tracker of the bot's takes them. */
    Lending connect(Stats stats, String database) {
        COUNTS.forEach((state, count) -> stats.gauge(JdbcMetrics.CONNECTIONS, database, state)
                .read(() -> isOpen() ? count.applyAsInt(pool.getHikariPoolMXBean()) : Double.NaN));
        BOUNDS.forEach((state, bound) -> stats.gauge(JdbcMetrics.CONNECTIONS, database, state)
                .read(() -> isOpen() ? bound.applyAsInt(pool) : Double.NaN));
        return isTellingOthers() ? new PoolLending(stats, database) : track(new PoolTracker(stats, database));
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    /** Returns no figures before a lazily started pool has its first connection. */
    private boolean isOpen() {
        return pool.getHikariPoolMXBean() != null && !pool.isClosed();
    }

    /** Returns false if the bot set a registry, which excludes a tracker, or the pool runs with a tracker of its own. */
    private boolean isTellingOthers() {
        boolean isStarted = pool.getHikariPoolMXBean() != null;
        return pool.getMetricRegistry() != null || (isStarted && pool.getMetricsTrackerFactory() != null);
    }

    private Lending track(PoolTracker ours) {
        MetricsTrackerFactory own = pool.getMetricsTrackerFactory();
        pool.setMetricsTrackerFactory(
                own == null
                        ? (name, figures) -> ours
                        : (name, figures) -> new BothTrackers(ours, own.create(name, figures)));
        return Lending.TOLD_BY_POOL;
    }
}
