package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.DiscordError;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Implements {@link ErrorPolicy#defaults}, with the codes of Discord's documentation. */
final class DefaultErrorPolicy implements ErrorPolicy {

    static final DefaultErrorPolicy INSTANCE = new DefaultErrorPolicy();

    private static final Set<Integer> IGNORED = Set.of(10008, 50007);
    private static final Set<Integer> WARNED = Set.of(10003, 10007, 10013, 10062, 40060, 429);

    private DefaultErrorPolicy() {}

    @Override
    public Decision decide(Throwable error, @Nullable DiscordError answer, @Nullable BotEvent event) {
        if (error instanceof CancellationException) {
            return Decision.IGNORE;
        }
        if (answer == null) {
            return Decision.REPORT;
        }
        if (IGNORED.contains(answer.code())) {
            return Decision.IGNORE;
        }
        boolean refused = WARNED.contains(answer.code()) || DiscordStatus.isForbidden(answer);
        boolean discordFailed = answer.code() >= 500 && answer.code() < 600;
        return refused || discordFailed ? Decision.WARN : Decision.REPORT;
    }
}
