package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.DiscordError;
import io.sentry.SentryEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds Discord's answer to a report whose exception comes from one. */
final class ErrorFacts {

    private final Function<Throwable, @Nullable DiscordError> explain;

    ErrorFacts(Function<Throwable, @Nullable DiscordError> explain) {
        this.explain = explain;
    }

    void apply(SentryEvent report, @Nullable Throwable error, @Nullable BotEvent event) {
        DiscordError answer = error == null ? null : explain.apply(error);
        if (answer == null) {
            return;
        }
        Tags.add(report, "discord.error_code", answer.code());
        Tags.add(report, "discord.error", answer.name());
        Tags.add(report, "discord.permission", answer.permission());
        if (report.getFingerprints() == null || report.getFingerprints().isEmpty()) {
            report.setFingerprints(Fingerprints.of(answer, event));
        }
    }
}
