package io.github.botmetry.sentry;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Scrubber;
import io.sentry.MonitorConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The host, without the key and the project that stand in a DSN too. */
    @Override
    public String description() {
        return "sentry " + SentrySdk.host();
    }

    @Override
    public String needs() {
        return "add io.sentry:sentry, 8.0.0 or newer";
    }

    @Override
    public void install(Wiring wiring) {
        Installation.into(wiring, settings);
    }

    /** See {@link SentryIntegration}; each setting has a default that needs no thought. */
    public static final class Builder {

        private final List<String> secrets = new ArrayList<>();
        private final Map<String, MonitorConfig> monitors = new HashMap<>();
        private Isolation isolation = Isolation.COMMANDS;
        private ErrorPolicy errorPolicy = ErrorPolicy.defaults();
        private boolean messageContent;
        private boolean optionValues;
        private boolean userNames = true;

        private @Nullable String dsn;

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

        /**
         * Whether a report holds the values of a command's options beside their types, where Sentry's {@code sendDefaultPii} is
         * set too; false unless told.
         */
        public Builder optionValues(boolean optionValues) {
            this.optionValues = optionValues;
            return this;
        }

        /**
         * Whether a report holds the user's name beside the id; true unless told, or unless the {@code DataCollection} of newer
         * SDKs refuses what is about users.
         */
        public Builder userNames(boolean userNames) {
            this.userNames = userNames;
            return this;
        }

        /** Which failures are worth a report; {@link ErrorPolicy#defaults} unless told. */
        public Builder errorPolicy(ErrorPolicy errorPolicy) {
            this.errorPolicy = Objects.requireNonNull(errorPolicy, "errorPolicy");
            return this;
        }

        /** Takes this text out of everything that goes to Sentry; best for the bot's token, which is also found by its form. */
        public Builder secret(String secret) {
            if (Objects.requireNonNull(secret, "secret").length() < Scrubber.MIN_SECRET) {
                throw new IllegalArgumentException(
                        "secret must have at least " + Scrubber.MIN_SECRET + " characters, had " + secret.length());
            }
            secrets.add(secret);
            return this;
        }

        /**
         * Tells Sentry's cron monitor of each run of a task; the monitor is made if there is none. Other tasks are not told,
         * since a monitor that Sentry has not heard of needs a schedule.
         *
         * @param task the name of the task
         * @param config when it is to run, such as {@code new MonitorConfig(MonitorSchedule.crontab("0 4 * * *"))}
         */
        public Builder monitor(String task, MonitorConfig config) {
            monitors.put(Objects.requireNonNull(task, "task"), Objects.requireNonNull(config, "config"));
            return this;
        }

        /** Initialises Sentry with this at installation, unless the bot has done so. */
        Builder dsn(String dsn) {
            this.dsn = dsn;
            return this;
        }

        public SentryIntegration build() {
            return new SentryIntegration(new Settings(
                    isolation, errorPolicy, messageContent, optionValues, userNames, secrets, monitors, dsn));
        }
    }
}
