package com.example.bot;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.logback.LogbackIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.testing.RecordingSink;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A bot that installs Botmetry's integrations and forgot their libraries; run in a class loader without those. */
public final class PoorBot implements Function<String, List<String>> {

    /** @return its warnings, and the components that run */
    @Override
    public List<String> apply(String way) {
        Botmetry.Builder builder = Botmetry.builder().shutdownHook(false);
        switch (way) {
            case "sentry" -> builder.install(SentryIntegration.create());
            case "sentry by variable" -> builder.environment(Map.of("SENTRY_DSN", "https://key@127.0.0.1:1/1"));
            case "logback" -> builder.install(LogbackIntegration.create());
            default -> builder.environment(Map.of());
        }
        try (Botmetry botmetry = builder.install(RecordingSink.atClose()).build()) {
            botmetry.report(new IllegalStateException("goes on"));
            if (!botmetry.health().containsKey("recording")) {
                throw new AssertionError("not installed: recording");
            }
            return botmetry.warnings().stream().map(PoorBot::text).toList();
        }
    }

    private static String text(Warning warning) {
        return warning.code() + " " + warning;
    }
}
