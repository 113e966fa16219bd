package io.github.botmetry.logback;

import ch.qos.logback.classic.LoggerContext;
import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Installs {@link LogbackIntegration} where SLF4J is bound to Logback; it needs no variable.
 *
 * <p>For {@link java.util.ServiceLoader}. Where another library does the logging it installs nothing.
 */
public final class LogbackProvider implements IntegrationProvider {

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        try {
            return LoggerFactory.getILoggerFactory() instanceof LoggerContext ? LogbackIntegration.create() : null;
        } catch (LinkageError e) {
            return null; // no Logback: this jar may be there for other reasons
        }
    }
}
