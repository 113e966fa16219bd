package io.github.botmetry.jdbc;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.time.Duration;

/** Records the events of a HikariCP pool, which calls it on the bot's threads, so nothing here waits. */
final class PoolTracker implements IMetricsTracker {

    private final Counter opened;
    private final Counter timeouts;
    private final Timer acquire;
    private final Timer usage;
    private final Timer creation;

    PoolTracker(Stats stats, String database) {
        opened = stats.counter(JdbcMetrics.CONNECTIONS_OPENED, database);
        timeouts = stats.counter(JdbcMetrics.CONNECTION_TIMEOUTS, database);
        acquire = stats.timer(JdbcMetrics.ACQUIRE_DURATION, database);
        usage = stats.timer(JdbcMetrics.USAGE_DURATION, database);
        creation = stats.timer(JdbcMetrics.CREATION_DURATION, database);
    }

    @Override
    public void recordConnectionCreatedMillis(long millis) {
        opened.incr();
        creation.record(Duration.ofMillis(millis));
    }

    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
        acquire.recordNanos(nanos);
    }

    @Override
    public void recordConnectionUsageMillis(long millis) {
        usage.record(Duration.ofMillis(millis));
    }

    @Override
    public void recordConnectionTimeout() {
        timeouts.incr();
    }
}
