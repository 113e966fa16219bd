/**
 * Reports a bot's errors to Sentry, with the user, the command and the jump link.
 *
 * <pre>{@code
 * Sentry.init(options -> options.setDsn(dsn));
 * Botmetry botmetry = Botmetry.builder()
 *         .install(SentryIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.sentry.SentryIntegration}, {@link io.github.botmetry.sentry.ErrorPolicy}
 * and {@link io.github.botmetry.sentry.Isolation}.
 */
@NullMarked
package io.github.botmetry.sentry;

import org.jspecify.annotations.NullMarked;
