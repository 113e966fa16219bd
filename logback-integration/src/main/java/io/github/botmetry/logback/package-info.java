/**
 * Reports the errors that a bot catches and only logs, where Logback does the logging.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(LogbackIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.logback.LogbackIntegration}, and
 * {@link io.github.botmetry.logback.BotmetryAppender} to choose the loggers in {@code logback.xml}.
 */
@NullMarked
package io.github.botmetry.logback;

import org.jspecify.annotations.NullMarked;
