package io.github.botmetry.sentry;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Report every failure of a bot to Sentry once, with the user, the command and the jump link.
 *
 * <pre>{@code
 * Sentry.init(options -> options.setDsn(dsn));              // before or after, as the bot likes
 * Botmetry botmetry = Botmetry.builder()
 *         .install(SentryIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>Without {@code Sentry.init} it does nothing until there is one. It never closes the bot's Sentry. Immutable; one can be
 * installed in several Botmetrys. At run time nothing of it throws, and no thread of the bot waits for Sentry's server.
 */
public final class SentryIntegration implements Integration {

    private final Settings settings;

    private SentryIntegration(Settings settings) {
        this.settings = settings;
    }

    /** Commands isolated, user names sent, message content not. */
    public static SentryIntegration create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "sentry";
    }

    @Override
    public void install(Wiring wiring) {
        Installation.into(wiring, settings);
    }

    /** See {@link SentryIntegration}; each setting has a default that needs no thought. */
    public static final class Builder {

        Isolation isolation = Isolation.COMMANDS;
        boolean messageContent;
        boolean userNames = true;

        @Nullable
        String dsn;

        private Builder() {}

        /** Which events run in scopes of their own; {@link Isolation#COMMANDS} unless told. */
        public Builder isolation(Isolation isolation) {
            this.isolation = Objects.requireNonNull(isolation, "isolation");
            return this;
        }

        /** Whether a report holds what the user wrote; false unless told, or unless Sentry's {@code sendDefaultPii} is set. */
        public Builder messageContent(boolean messageContent) {
            this.messageContent = messageContent;
            return this;
        }

        /** Whether a report holds the user's name beside the id; true unless told. */
        public Builder userNames(boolean userNames) {
            this.userNames = userNames;
            return this;
        }

        /** Initialises Sentry with this at installation, unless the bot has done so. */
        Builder dsn(String dsn) {
            this.dsn = dsn;
            return this;
        }

        public SentryIntegration build() {
            return new SentryIntegration(Settings.of(this));
        }
    }
}
