/**
 * Counts and times what a bot does in its own databases.
 *
 * <pre>{@code
 * DataSource database = JdbcIntegration.create(botmetry).wrap("main", dataSource);
 * }</pre>
 *
 * <p>The type to know: {@link io.github.botmetry.jdbc.JdbcIntegration}.
 */
@NullMarked
package io.github.botmetry.jdbc;

import org.jspecify.annotations.NullMarked;
