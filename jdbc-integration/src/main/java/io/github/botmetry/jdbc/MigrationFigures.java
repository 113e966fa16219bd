package io.github.botmetry.jdbc;

import io.github.botmetry.Wiring;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/**
 * The state of a schema: read once a minute, and every ten minutes once nothing is pending, since Flyway logs each time.
 *
 * <p>Each time on a thread of its own, which is gone afterwards: a database may hang for as long as it likes, and neither
 * the bot nor a scrape nor anything else of Botmetry waits for it. There is never more than one such thread a database.
 */
final class MigrationFigures {

    static final int MINUTES_BETWEEN_READINGS_WHEN_DONE = 10;

    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);
    private static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN);

    private record Figures(double applied, double pending) {}

    private final String threadName;
    private final Function<Supplier<MigrationInfoService>, Figures> reading;
    private final Supplier<MigrationInfoService> source;
    private volatile Figures figures = UNKNOWN;
    private volatile boolean isClosed;
    private @Nullable Thread reader;
    private int minutesSinceReading;

    MigrationFigures(Wiring wiring, String database, Supplier<MigrationInfoService> source) {
        this.threadName = "botmetry-migrations-" + database;
        this.source = source;
        this.reading = wiring.guard("migrations of " + database).function(this::read, UNKNOWN);
        wiring.stats().gauge(JdbcMetrics.MIGRATIONS, database, "applied").read(() -> figures.applied());
        wiring.stats().gauge(JdbcMetrics.MIGRATIONS, database, "pending").read(() -> figures.pending());
    }

    private Figures read(Supplier<MigrationInfoService> source) {
        try {
            MigrationInfoService info = source.get();
            return new Figures(info.applied().length, info.pending().length);
        } catch (RuntimeException e) {
            if (isClosed) {
                return UNKNOWN; // it was interrupted for that
            }
            throw e;
        }
    }

    /** Reads now, and from then on until Botmetry is closed. */
    void start(Wiring wiring) {
        refresh();
        ScheduledExecutorService maintenance = wiring.maintenance();
        if (maintenance.isShutdown()) {
            return;
        }
        Future<?> minutes = maintenance.scheduleWithFixedDelay(this::minutePassed, 1, 1, TimeUnit.MINUTES);
        wiring.onClose(limit -> {
            minutes.cancel(false);
            close(limit);
        });
    }

    synchronized void minutePassed() {
        minutesSinceReading++;
        if (figures.pending() != 0 || minutesSinceReading >= MINUTES_BETWEEN_READINGS_WHEN_DONE) {
            refresh();
        }
    }

    /** Begins to read, unless the last reading still hangs: then nothing is known any more. */
    synchronized void refresh() {
        minutesSinceReading = 0;
        if (isClosed) {
            return;
        }
        if (reader != null && reader.isAlive()) {
            figures = UNKNOWN;
            return;
        }
        reader = new Thread(() -> figures = reading.apply(source), threadName);
        reader.setDaemon(true);
        reader.start();
    }

    /** A thread that hangs in a socket does not hear of an interrupt; it ends when the database or the process does. */
    private void close(Duration limit) {
        Thread last = end();
        if (last == null) {
            return;
        }
        last.interrupt();
        Duration patience = limit.compareTo(CLOSE_LIMIT) < 0 ? limit : CLOSE_LIMIT;
        try {
            last.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread end() {
        isClosed = true;
        return reader;
    }
}
