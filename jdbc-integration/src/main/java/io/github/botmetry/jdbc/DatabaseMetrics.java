package io.github.botmetry.jdbc;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.util.EnumMap;
import java.util.Map;

/** Holds the series of one database, which exist from the start so that alert rules find a value. */
final class DatabaseMetrics {

    private final Stats stats;
    private final String database;
    private final Map<Operation, Counter> statements = new EnumMap<>(Operation.class);
    private final Map<Operation, Timer> durations = new EnumMap<>(Operation.class);
    private final Counter batches;
    private final Counter batchStatements;
    private final Timer batchDuration;
    private final Counter committed;
    private final Counter rolledBack;

    DatabaseMetrics(Stats stats, String database) {
        this.stats = stats;
        this.database = database;
        for (Operation operation : Operation.OF_STATEMENTS) {
            statements.put(operation, stats.counter(JdbcMetrics.STATEMENTS, database, operation.label()));
            durations.put(operation, stats.timer(JdbcMetrics.STATEMENT_DURATION, database, operation.label()));
        }
        batches = stats.counter(JdbcMetrics.BATCHES, database);
        batchStatements = stats.counter(JdbcMetrics.BATCH_STATEMENTS, database);
        batchDuration = stats.timer(JdbcMetrics.BATCH_DURATION, database);
        committed = stats.counter(JdbcMetrics.TRANSACTIONS, database, "committed");
        rolledBack = stats.counter(JdbcMetrics.TRANSACTIONS, database, "rolled_back");
        for (Operation operation : Operation.values()) {
            SqlStates.COMMON.forEach(
                    sqlState -> stats.counter(JdbcMetrics.ERRORS, database, operation.label(), sqlState));
        }
    }

    /** Records a statement that was sent by itself. */
    void statement(Operation operation, long nanos) {
        count(operation, 1);
        Timer duration = durations.get(operation);
        if (duration != null) {
            duration.recordNanos(nanos);
        }
    }

    /** Records statements of one kind, in a batch. */
    void count(Operation operation, int sent) {
        Counter counter = statements.get(operation);
        if (counter != null) {
            counter.incr(sent);
        }
    }

    void batch(int sent, long nanos) {
        batches.incr();
        batchStatements.incr(sent);
        batchDuration.recordNanos(nanos);
    }

    void failed(Operation operation, Throwable error) {
        stats.counter(JdbcMetrics.ERRORS, database, operation.label(), SqlStates.classOf(error))
                .incr();
    }

    void committed() {
        committed.incr();
    }

    void rolledBack() {
        rolledBack.incr();
    }
}
