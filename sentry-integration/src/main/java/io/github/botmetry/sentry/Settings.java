package io.github.botmetry.sentry;

import org.jspecify.annotations.Nullable;

/** What the builder was told. */
record Settings(
        Isolation isolation,
        boolean content,
        boolean userNames,
        @Nullable String dsn) {

    static Settings of(SentryIntegration.Builder builder) {
        return new Settings(builder.isolation, builder.messageContent, builder.userNames, builder.dsn);
    }
}
