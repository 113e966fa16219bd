package io.github.botmetry.jdbc;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.TimerDefinition;

/** Declares every metric of this module. */
final class JdbcMetrics {

    static final CounterDefinition STATEMENTS = CounterDefinition.named("database.statements")
            .labels("database", "operation")
            .path("database.{database}.statements")
            .path("database.{database}.statements.{operation}")
            .help("Statements sent, each one of a batch and failed ones too.")
            .build();

    static final TimerDefinition STATEMENT_DURATION = TimerDefinition.named("database.statement.duration")
            .labels("database", "operation")
            .path("database.{database}.statements.{operation}.duration")
            .help("How long a statement takes until its result can be read, batches left out.")
            .build();

    static final CounterDefinition BATCHES = CounterDefinition.named("database.batches")
            .labels("database")
            .path("database.{database}.batches")
            .help("Batches sent, failed ones too.")
            .build();

    static final CounterDefinition BATCH_STATEMENTS = CounterDefinition.named("database.batch.statements")
            .labels("database")
            .path("database.{database}.batches.statements")
            .help("Statements sent in batches.")
            .build();

    static final TimerDefinition BATCH_DURATION = TimerDefinition.named("database.batch.duration")
            .labels("database")
            .path("database.{database}.batches.duration")
            .help("How long a whole batch takes.")
            .build();

    static final CounterDefinition ERRORS = CounterDefinition.named("database.errors")
            .labels("database", "operation", "sqlstate")
            .path("database.{database}.errors")
            .path("database.{database}.errors.{operation}.{sqlstate}")
            .limit("sqlstate", SqlStates.MAX_CLASSES)
            .help("What failed, by operation and by the class of its SQLSTATE.")
            .build();

    static final CounterDefinition TRANSACTIONS = CounterDefinition.named("database.transactions")
            .labels("database", "outcome")
            .path("database.{database}.transactions.{outcome}")
            .help("Transactions that the bot ended itself (committed, rolled_back).")
            .build();

    static final GaugeDefinition CONNECTIONS = GaugeDefinition.named("database.connections")
            .labels("database", "state")
            .path("database.{database}.connections.{state}")
            .help(
                    "Connections in use (active), idle, and the pool's bounds (min, max); pending: threads that wait for one.")
            .build();

    static final CounterDefinition CONNECTIONS_OPENED = CounterDefinition.named("database.connections.opened")
            .labels("database")
            .path("database.{database}.connections.opened")
            .help("Connections opened.")
            .build();

    static final CounterDefinition CONNECTION_TIMEOUTS = CounterDefinition.named("database.connection.timeouts")
            .labels("database")
            .path("database.{database}.connections.timeouts")
            .help("How often the pool had no connection in time.")
            .build();

    static final TimerDefinition ACQUIRE_DURATION = TimerDefinition.named("database.connection.acquire.duration")
            .labels("database")
            .path("database.{database}.connections.acquire")
            .help("How long it takes to get a connection, or to be refused one.")
            .build();

    static final TimerDefinition USAGE_DURATION = TimerDefinition.named("database.connection.usage.duration")
            .labels("database")
            .path("database.{database}.connections.usage")
            .help("How long a connection is kept until it is given back.")
            .build();

    static final TimerDefinition CREATION_DURATION = TimerDefinition.named("database.connection.creation.duration")
            .labels("database")
            .path("database.{database}.connections.creation")
            .help("How long it takes the pool to open a connection.")
            .build();

    static final GaugeDefinition MIGRATIONS = GaugeDefinition.named("database.migrations")
            .labels("database", "state")
            .path("database.{database}.migrations.{state}")
            .help("Migrations of the schema (applied, pending).")
            .build();

    private JdbcMetrics() {}
}
