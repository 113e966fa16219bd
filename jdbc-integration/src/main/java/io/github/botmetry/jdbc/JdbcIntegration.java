package io.github.botmetry.jdbc;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Wiring;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/**
 * Count and time what a bot does in its own databases.
 *
 * <pre>{@code
 * DataSource database = JdbcIntegration.create(botmetry).wrap("main", dataSource);
 * }</pre>
 *
 * <p>Statements are labelled by operation (select, insert and so on), errors by the class of their SQLSTATE. The text of a
 * statement and its parameters are never kept, logged or sent. With a Botmetry that is switched off, {@link #wrap} returns the
 * data source itself.
 *
 * <p>Thread-safe. Wrapping refuses names that are not valid; after that nothing of Botmetry's throws into the bot or blocks
 * it. Exceptions of the database arrive unchanged.
 */
public final class JdbcIntegration {

    private final boolean enabled;
    private final Wiring wiring;

    private JdbcIntegration(Botmetry botmetry) {
        this.enabled = botmetry.isEnabled();
        this.wiring = botmetry.wiring();
    }

    /** Creates the integration of one Botmetry; several wraps may share it. */
    public static JdbcIntegration create(Botmetry botmetry) {
        return new JdbcIntegration(Objects.requireNonNull(botmetry, "botmetry"));
    }

    /**
     * Observes a data source, which the bot goes on to close itself.
     *
     * <p>A HikariCP pool, started or not, also records its own figures. Set a metrics tracker of your own before this call: it
     * is called as before. Make this the last call before the pool is used.
     *
     * @param database its name in every label and path: letters, digits and {@code _}, at most 40. A data source wrapped anew
     *     under the name of an earlier one continues its numbers
     * @return the data source to use from now on; {@code unwrap} leads to the one that was passed in
     * @throws IllegalArgumentException if the name is not valid or belongs to a HikariCP pool that is not closed, if the data
     *     source is wrapped already, or if there are 20 databases
     */
    public DataSource wrap(String database, DataSource dataSource) {
        Databases.requireValid(database);
        Objects.requireNonNull(dataSource, "dataSource");
        if (!enabled) {
            return dataSource;
        }
        if (dataSource instanceof ObservedDataSource observed) {
            throw new IllegalArgumentException(
                    "dataSource must not be wrapped twice, was \"" + observed.database() + "\"");
        }
        HikariPool pool = poolOf(dataSource);
        Databases.of(wiring).wrap(database, () -> pool == null ? null : pool.isClosed(), wiring.warnings());
        Lending lending =
                pool == null ? new PlainLending(wiring.stats(), database) : pool.connect(wiring.stats(), database);
        return new ObservedDataSource(database, dataSource, new DatabaseMetrics(wiring.stats(), database), lending);
    }

    private static @Nullable HikariPool poolOf(DataSource dataSource) {
        try {
            return HikariPool.of(dataSource);
        } catch (NoClassDefFoundError e) {
            return null; // the bot has another pool, or none
        }
    }

    /**
     * Records how many migrations of Flyway are applied and pending.
     *
     * <pre>{@code
     * integration.migrations("main", flyway::info);
     * }</pre>
     *
     * <p>The supplier is called on a thread of Botmetry's: every minute, and every ten minutes once nothing is pending. The two
     * gauges are absent while it fails or takes longer than a minute.
     *
     * @param database as in {@link #wrap}; it does not have to be wrapped. A second call replaces the first
     * @throws IllegalArgumentException if the name is not valid, or if there are 20 databases already
     */
    public void migrations(String database, Supplier<MigrationInfoService> info) {
        Databases.requireValid(database);
        Objects.requireNonNull(info, "info");
        if (enabled) {
            Databases.of(wiring).migrate(wiring, database, new MigrationFigures(wiring, database, info));
        }
    }
}
