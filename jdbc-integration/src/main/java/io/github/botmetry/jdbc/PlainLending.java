package io.github.botmetry.jdbc;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** Records connections of a data source that is no pool, as seen from outside. */
final class PlainLending implements Lending {

    private final AtomicInteger active = new AtomicInteger();
    private final Counter opened;
    private final Timer acquire;
    private final Timer usage;

    PlainLending(Stats stats, String database) {
        opened = stats.counter(JdbcMetrics.CONNECTIONS_OPENED, database);
        acquire = stats.timer(JdbcMetrics.ACQUIRE_DURATION, database);
        usage = stats.timer(JdbcMetrics.USAGE_DURATION, database);
        stats.gauge(JdbcMetrics.CONNECTIONS, database, "active").read(active::get);
    }

    @Override
    public void lent(long waitedNanos) {
        opened.incr();
        active.incrementAndGet();
        acquire.recordNanos(waitedNanos);
    }

    @Override
    public void refused(Throwable error, long waitedNanos) {
        acquire.recordNanos(waitedNanos);
    }

    @Override
    public void returned(long usedNanos) {
        active.decrementAndGet();
        usage.recordNanos(usedNanos);
    }
}
