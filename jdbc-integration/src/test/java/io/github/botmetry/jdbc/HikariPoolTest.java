package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.botmetry.Botmetry;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingStats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool's own figures, whenever it is started and whatever else it tells them to. */
@ExtendWith(BotmetryExtension.class)
class HikariPoolTest {

    private static Postgres postgres;

    private JdbcIntegration integration;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void create(Botmetry botmetry) {
        integration = JdbcIntegration.create(botmetry);
    }

    private static double connections(RecordingStats stats, String state) {
        return stats.value(JdbcMetrics.CONNECTIONS, "main", state);
    }

    /** Gives up while a test waits, and gets what is free even on a busy machine. */
    private static HikariConfig givingUpSoon(HikariConfig settings) {
        settings.setConnectionTimeout(3_000);
        return settings;
    }

    private static HikariDataSource lazy() {
        HikariDataSource lazy = new HikariDataSource();
        lazy.setJdbcUrl(postgres.settings(2).getJdbcUrl());
        lazy.setMaximumPoolSize(2);
        return lazy;
    }

    /** What a bot had before it had Botmetry. */
    private static final class OwnTracker implements IMetricsTracker {
        private final AtomicInteger acquired = new AtomicInteger();
        private final AtomicInteger created = new AtomicInteger();
        private final AtomicInteger used = new AtomicInteger();
        private final AtomicInteger timeouts = new AtomicInteger();
        private boolean closed;

        MetricsTrackerFactory factory() {
            return (name, figures) -> this;
        }

        @Override
        public void recordConnectionCreatedMillis(long millis) {
            created.incrementAndGet();
        }

        @Override
        public void recordConnectionAcquiredNanos(long nanos) {
            acquired.incrementAndGet();
        }

        @Override
        public void recordConnectionUsageMillis(long millis) {
            used.incrementAndGet();
        }

        @Override
        public void recordConnectionTimeout() {
            timeouts.incrementAndGet();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static void useTwice(DataSource database) throws SQLException {
        database.getConnection().close();
        database.getConnection().close();
    }

    private static void assertTold(RecordingStats stats, int times) {
        assertThat(stats.timings(JdbcMetrics.ACQUIRE_DURATION, "main")).hasSize(times);
        assertThat(stats.timings(JdbcMetrics.USAGE_DURATION, "main")).hasSize(times);
    }

    @Test
    void startedPool_showsItsConnections(RecordingStats stats) throws SQLException {
        try (HikariDataSource pool = postgres.pool(3)) {
            DataSource database = integration.wrap("main", pool);
            try (Connection held = database.getConnection()) {
                assertThat(connections(stats, "active")).isEqualTo(1);
                assertThat(connections(stats, "pending")).isZero();
                assertThat(connections(stats, "max")).isEqualTo(3);
                assertThat(connections(stats, "min")).isEqualTo(1);
                assertThat(held.isValid(1)).isTrue();
            }

            assertThat(connections(stats, "active")).isZero();
            assertThat(connections(stats, "idle")).isPositive();
        }
    }

    @Test
    void startedPool_tellsItsDurations(RecordingStats stats) throws SQLException {
        try (HikariDataSource pool = postgres.pool(1)) {
            useTwice(integration.wrap("main", pool));

            assertTold(stats, 2);
            pool.getHikariPoolMXBean().softEvictConnections();
            await().untilAsserted(() -> {
                assertThat(stats.count(JdbcMetrics.CONNECTIONS_OPENED, "main")).isPositive();
                assertThat(stats.timings(JdbcMetrics.CREATION_DURATION, "main")).isNotEmpty();
            });
        }
    }

    @Test
    void lazyPool_isAbsent_untilItHasItsFirstConnection(RecordingStats stats) throws SQLException {
        try (HikariDataSource pool = lazy()) {
            DataSource database = integration.wrap("main", pool);
            assertThat(connections(stats, "active")).isNaN();
            assertThat(connections(stats, "max")).isNaN();
            assertThat(pool.isRunning()).isFalse();

            useTwice(database);

            assertThat(connections(stats, "max")).isEqualTo(2);
            assertTold(stats, 2);
            await().untilAsserted( // the first one is opened before a pool tells anything
                            () -> assertThat(stats.count(JdbcMetrics.CONNECTIONS_OPENED, "main"))
                                    .isEqualTo(1));
        }
    }

    @Test
    void closedPool_isAbsent(RecordingStats stats) {
        HikariDataSource pool = postgres.pool(1);
        integration.wrap("main", pool);

        pool.close();

        assertThat(connections(stats, "idle")).isNaN();
    }

    @Test
    void ownTracker_ofALazyPool_isToldAsBefore(RecordingStats stats) throws SQLException {
        OwnTracker own = new OwnTracker();
        HikariDataSource pool = lazy();
        pool.setMetricsTrackerFactory(own.factory());

        useTwice(integration.wrap("main", pool));
        await().untilAtomic(own.created, Matchers.greaterThan(0));
        pool.close();

        assertThat(own.acquired).hasValue(2);
        assertThat(own.used).hasValue(2);
        assertThat(own.closed).isTrue();
        assertTold(stats, 2);
    }

    @Test
    void ownTracker_ofAStartedPool_isKept_andTheRestIsSeenFromOutside(RecordingStats stats) throws SQLException {
        OwnTracker own = new OwnTracker();
        HikariConfig settings = givingUpSoon(postgres.settings(1));
        settings.setMetricsTrackerFactory(own.factory());
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            DataSource database = integration.wrap("main", pool);
            useTwice(database);
            try (Connection held = database.getConnection()) {
                assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(database::getConnection);
                assertThat(held.isValid(1)).isTrue();
            }

            assertThat(own.timeouts).hasValue(1);
            assertThat(stats.count(JdbcMetrics.CONNECTION_TIMEOUTS, "main")).isEqualTo(1);
            assertThat(stats.timings(JdbcMetrics.ACQUIRE_DURATION, "main")).hasSize(4);
            assertThat(stats.timings(JdbcMetrics.USAGE_DURATION, "main")).hasSize(3);
            assertThat(connections(stats, "max")).isEqualTo(1);
        }
    }

    @Test
    void ownRegistry_isKept_andTheRestIsSeenFromOutside(RecordingStats stats) throws SQLException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        HikariDataSource pool = lazy();
        pool.setMetricRegistry(registry);

        useTwice(integration.wrap("main", pool));

        assertThat(registry.get("hikaricp.connections.usage").timer().count()).isEqualTo(2);
        assertTold(stats, 2);
        assertThat(connections(stats, "max")).isEqualTo(2);
        pool.close();
    }

    @Test
    void exhaustedPool_isATimeout_andAnErrorOfConnecting(RecordingStats stats) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(givingUpSoon(postgres.settings(1)))) {
            DataSource database = integration.wrap("main", pool);
            try (Connection held = database.getConnection()) {
                assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(database::getConnection);
                assertThat(held.isValid(1)).isTrue();
            }

            assertThat(stats.count(JdbcMetrics.CONNECTION_TIMEOUTS, "main")).isEqualTo(1);
            assertThat(stats.count(JdbcMetrics.ERRORS, "main", "connect", "_none"))
                    .isEqualTo(1);
            useTwice(database);
        }
    }

    @Test
    void waitingThreads_arePending(RecordingStats stats) throws Exception {
        try (HikariDataSource pool = postgres.pool(1)) {
            DataSource database = integration.wrap("main", pool);
            List<Throwable> failures = new ArrayList<>();
            Connection held = database.getConnection();
            Thread waiting = new Thread(() -> {
                try {
                    useTwice(database);
                } catch (SQLException e) {
                    failures.add(e);
                }
            });
            waiting.start();

            await().untilAsserted(
                            () -> assertThat(connections(stats, "pending")).isEqualTo(1));
            held.close();
            waiting.join();
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void databaseThatIsDownAtStart_isAnErrorOfClass08_untilItIsBack(RecordingStats stats) throws Exception {
        Postgres other = Postgres.start();
        int port = other.port();
        other.close();
        HikariConfig settings = givingUpSoon(Postgres.settings(2, port));
        settings.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            DataSource database = integration.wrap("main", pool);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThatExceptionOfType(SQLException.class).isThrownBy(database::getConnection);
                assertThat(stats.count(JdbcMetrics.ERRORS, "main", "connect", "08"))
                        .isPositive();
            });

            try (Postgres back = Postgres.startAt(port)) {
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> useTwice(database));
                assertThat(stats.count(JdbcMetrics.CONNECTIONS_OPENED, "main")).isPositive();
                assertThat(back.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void poolInAnotherDataSource_isFound(RecordingStats stats) throws SQLException {
        try (HikariDataSource pool = postgres.pool(3)) {
            integration.wrap("main", Fakes.around(pool));

            assertThat(connections(stats, "max")).isEqualTo(3);
        }
    }

    @Test
    void poolThatIsMadeAnew_goesOnUnderItsName(RecordingStats stats) throws SQLException {
        HikariDataSource first = postgres.pool(1);
        useTwice(integration.wrap("main", first));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> integration.wrap("main", postgres.plain()))
                .withMessage("database must be the name of one pool only until that is closed, was \"main\" again");
        first.close();

        try (HikariDataSource second = postgres.pool(3)) {
            useTwice(integration.wrap("main", second));

            assertThat(connections(stats, "max")).isEqualTo(3);
            assertThat(connections(stats, "idle")).isPositive();
            assertTold(stats, 4);
        }
        try (HikariDataSource third = lazy()) {
            useTwice(integration.wrap("main", third));

            assertThat(connections(stats, "max")).isEqualTo(2);
            assertTold(stats, 6);
        }
    }
}
