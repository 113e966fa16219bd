package io.github.botmetry.jdbc;

import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a schema every minute, and every ten minutes once nothing is pending, since Flyway logs each time.
 *
 * <p>Each reading has a thread of its own, which ends with it: if the database hangs, neither the bot nor a scrape nor another
 * part of Botmetry waits. There is at most one such thread for each database.
 */
final class MigrationFigures {

    static final int MINUTES_BETWEEN_READINGS_WHEN_DONE = 10;

    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);
    private static final String HANGING = "hanging";
    private static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN);

    private record Figures(double applied, double pending) {}

    private final String database;
    private final String threadName;
    private final Warnings warnings;
    private final Guard guard;
    private final Supplier<MigrationInfoService> source;
    private volatile Figures figures = UNKNOWN;
    private volatile boolean isClosed;
    private @Nullable Thread reader;
    private @Nullable Future<?> minutes;
    private int minutesSinceReading;

    MigrationFigures(Wiring wiring, String database, Supplier<MigrationInfoService> source) {
        this.threadName = "botmetry-migrations-" + database;
        this.source = source;
        this.warnings = wiring.warnings();
        this.guard = warnings.guard("migrations of " + database, "see whether the database can be reached");
        this.database = database;
    }

    private void read() {
        Figures read = guard.call(this::readOnce, UNKNOWN);
        figures = isClosed ? UNKNOWN : read;
        warnings.resolved(HANGING, guard.subject());
    }

    private Figures readOnce() {
        try {
            MigrationInfoService info = source.get();
            return new Figures(info.applied().length, info.pending().length);
        } catch (RuntimeException e) {
            if (isClosed) {
                return UNKNOWN; // was interrupted by the end
            }
            throw e;
        }
    }

    /** Adds the gauges, and reads now and regularly until the end. */
    void start(Wiring wiring) {
        wiring.stats().gauge(JdbcMetrics.MIGRATIONS, database, "applied").read(() -> figures.applied());
        wiring.stats().gauge(JdbcMetrics.MIGRATIONS, database, "pending").read(() -> figures.pending());
        refresh();
        try {
            goOn(wiring.maintenance().scheduleWithFixedDelay(this::minutePassed, 1, 1, TimeUnit.MINUTES));
        } catch (RejectedExecutionException e) {
            return; // Botmetry is closed
        }
    }

    private synchronized void goOn(Future<?> scheduled) {
        minutes = scheduled;
        if (isClosed) {
            scheduled.cancel(false);
        }
    }

    synchronized void minutePassed() {
        minutesSinceReading++;
        Thread last = reader;
        if (last != null && last.isAlive()) {
            figures = UNKNOWN;
            nameHanging(last);
        } else if (figures.pending() != 0 || minutesSinceReading >= MINUTES_BETWEEN_READINGS_WHEN_DONE) {
            refresh();
        }
    }

    /** Begins a reading, unless the last one still hangs: then the gauges become absent. */
    synchronized void refresh() {
        minutesSinceReading = 0;
        if (isClosed) {
            return;
        }
        if (reader != null && reader.isAlive()) {
            figures = UNKNOWN;
            return;
        }
        Thread next = new Thread(this::read, threadName);
        next.setDaemon(true);
        try {
            next.start();
            reader = next;
        } catch (Throwable noThread) {
            guard.failed(noThread); // the next minute is a new try
        }
    }

    private void nameHanging(Thread hanging) {
        Throwable place = new Throwable("the thread " + hanging.getName() + " is here");
        place.setStackTrace(hanging.getStackTrace());
        warnings.warn(
                HANGING,
                guard.subject(),
                "the database has not answered since the last reading began, a minute ago or more",
                "see where the thread " + hanging.getName() + " is",
                place);
    }

    /** Waits for the last reading, within limits: a thread that hangs in a socket ignores an interrupt. */
    void close(Duration limit) {
        Thread last = end();
        if (last == null) {
            return;
        }
        Duration patience = limit.compareTo(CLOSE_LIMIT) < 0 ? limit : CLOSE_LIMIT;
        try {
            last.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends without waiting for the current reading. */
    synchronized @Nullable Thread end() {
        isClosed = true;
        figures = UNKNOWN;
        if (minutes != null) {
            minutes.cancel(false);
        }
        if (reader != null) {
            reader.interrupt();
        }
        return reader;
    }
}
