package io.github.botmetry.jdbc;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Wiring;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfoService;

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
     * @param database what it is called in every label and path: a word of letters, digits and {@code _}, at most 40
     * @return what the bot uses instead from now on; {@code unwrap} leads to what was handed in
     * @throws IllegalArgumentException if the name is not valid or taken, or if there are 20 databases already
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
        Databases.of(wiring).wrap(database);
        Lending lending = lending(database, dataSource);
        return new ObservedDataSource(database, dataSource, new DatabaseMetrics(wiring.stats(), database), lending);
    }

    private Lending lending(String database, DataSource dataSource) {
        HikariPool pool;
        try {
            pool = HikariPool.of(dataSource);
        } catch (NoClassDefFoundError e) {
            pool = null; // the bot has another pool, or none
        }
        return pool == null ? new PlainLending(wiring.stats(), database) : pool.connect(wiring.stats(), database);
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
     * @param database as in {@link #wrap}; it does not have to be wrapped
     * @throws IllegalArgumentException if the name is not valid or taken, or if there are 20 databases already
     */
    public void migrations(String database, Supplier<MigrationInfoService> info) {
        Databases.requireValid(database);
        Objects.requireNonNull(info, "info");
        if (enabled) {
            Databases.of(wiring).migrate(database);
            new MigrationFigures(wiring, database, info).start(wiring);
        }
    }
}
