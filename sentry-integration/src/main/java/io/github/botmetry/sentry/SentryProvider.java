package io.github.botmetry.sentry;

import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import io.github.botmetry.Variable;
import io.github.botmetry.guard.Scrubber;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Installs {@link SentryIntegration} where {@code SENTRY_DSN} is set or the bot has initialised Sentry.
 *
 * <p>For {@link java.util.ServiceLoader}. Without Sentry's SDK on the class path it installs nothing.
 */
public final class SentryProvider implements IntegrationProvider {

    private static final Variable DSN = new Variable(
            "SENTRY_DSN",
            "the client key of a project, as its settings show it",
            "where errors go; Sentry is initialised with it if the bot did not");

    @Override
    public List<Variable> variables() {
        return List.of(DSN);
    }

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        String dsn = environment.apply(DSN.name());
        boolean isConfigured = dsn != null && !dsn.isBlank();
        try {
            if (!isConfigured && !SentrySdk.isInitialised()) {
                return null;
            }
        } catch (LinkageError e) {
            return null; // no SDK, no Sentry: this jar may be there for other reasons
        }
        SentryIntegration.Builder builder = SentryIntegration.builder();
        if (dsn != null && isConfigured) {
            builder.dsn(dsn.strip());
        }
        Stream.of("BOT_TOKEN", "DISCORD_TOKEN").forEach(name -> {
            String token = environment.apply(name);
            if (token != null && token.length() >= Scrubber.MIN_SECRET) {
                builder.secret(token);
            }
        });
        return builder.build();
    }
}
