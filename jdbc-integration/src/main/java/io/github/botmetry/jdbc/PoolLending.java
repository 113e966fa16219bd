package io.github.botmetry.jdbc;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.sql.SQLTransientConnectionException;

/** Records connections of a HikariCP pool whose tracker or registry is the bot's own. */
final class PoolLending implements Lending {

    private final Counter timeouts;
    private final Timer acquire;
    private final Timer usage;

    PoolLending(Stats stats, String database) {
        timeouts = stats.counter(JdbcMetrics.CONNECTION_TIMEOUTS, database);
        acquire = stats.timer(JdbcMetrics.ACQUIRE_DURATION, database);
        usage = stats.timer(JdbcMetrics.USAGE_DURATION, database);
    }

    @Override
    public void lent(long waitedNanos) {
        acquire.recordNanos(waitedNanos);
    }

    @Override
    public void refused(Throwable error, long waitedNanos) {
        acquire.recordNanos(waitedNanos);
        if (error instanceof SQLTransientConnectionException) {
            timeouts.incr();
        }
    }

    @Override
    public void returned(long usedNanos) {
        usage.recordNanos(usedNanos);
    }
}
