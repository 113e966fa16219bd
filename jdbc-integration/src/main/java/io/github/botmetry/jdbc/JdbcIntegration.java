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
 * <p>Statements are told apart by what they do (select, insert and so on), errors by the class of their SQLSTATE. The text of
 * a statement and its parameters are never kept, logged or sent. With a Botmetry that is switched off nothing is touched.
 *
 * <p>Thread-safe. Wrapping throws if a name is not valid; after that nothing of it throws into the bot or blocks it, and what
 * a database throws arrives unchanged.
 */
public final class JdbcIntegration {

    private final boolean enabled;
    private final Wiring wiring;

    private JdbcIntegration(Botmetry botmetry) {
        this.enabled = botmetry.isEnabled();
        this.wiring = botmetry.wiring();
    }

    /** Everything as it is best for most bots. */
    public static JdbcIntegration create(Botmetry botmetry) {
        return new JdbcIntegration(Objects.requireNonNull(botmetry, "botmetry"));
    }

    /**
     * Observes a data source; a pool of HikariCP is best, started or not. Whoever made it closes it.
     *
     * <p>Of HikariCP, the pool's own figures are recorded too. A metrics tracker that the bot has set is told as before; so
     * this is the last call before the pool is used.
     *
     * @param database what it is called in every label and path: a word of letters, digits and {@code _}, at most 40. One
     *     that is made anew under its name goes on with the numbers
     * @return what the bot uses instead from now on; {@code unwrap} leads to what was handed in
     * @throws IllegalArgumentException if the name is not valid, is that of a pool of HikariCP that is not closed, or if there
     *     are 20 databases already
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
     * Shows how many migrations of Flyway are applied and pending.
     *
     * <pre>{@code
     * integration.migrations("main", flyway::info);
     * }</pre>
     *
     * <p>Asked on a thread of its own: once a minute, and every ten minutes once nothing is pending. While the database
     * cannot be asked, or does not answer within a minute, the two gauges are absent.
     *
     * @param database as in {@link #wrap}; it does not have to be wrapped. Of a name the last one is asked
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
