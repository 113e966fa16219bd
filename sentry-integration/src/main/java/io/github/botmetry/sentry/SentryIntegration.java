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
 * Sentry.init(options -> options.setDsn(dsn));              // before build() or after it
 * Botmetry botmetry = Botmetry.builder()
 *         .install(SentryIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>It reports nothing before {@code Sentry.init} was called, and never closes the bot's Sentry. Immutable; one object can be
 * installed in several Botmetrys. At run time it never throws, and no thread of the bot waits for Sentry's server.
 */
public final class SentryIntegration implements Integration {

    private final Settings settings;

    private SentryIntegration(Settings settings) {
        this.settings = settings;
    }

    /** Creates the integration with its defaults: commands isolated, user names sent, message content not. */
    public static SentryIntegration create() {
        return builder().build();
    }

    /** Begins an integration with settings of the bot's own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "sentry";
    }

    /** Returns the host of the DSN, without its key and project. */
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

    /** Set what differs from the defaults; for one thread. */
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

        /** Sets which events get scopes of their own, {@link Isolation#COMMANDS} by default. */
        public Builder isolation(Isolation isolation) {
            this.isolation = Objects.requireNonNull(isolation, "isolation");
            return this;
        }

        /** Sets whether reports hold the text that the user wrote; by default only if Sentry's {@code sendDefaultPii} is set. */
        public Builder messageContent(boolean messageContent) {
            this.messageContent = messageContent;
            return this;
        }

        /**
         * Sets whether reports hold the values of a command's options beside their types, false by default. It needs Sentry's
         * {@code sendDefaultPii} too.
         */
        public Builder optionValues(boolean optionValues) {
            this.optionValues = optionValues;
            return this;
        }

        /**
         * Sets whether reports hold the user's name beside the id; true by default, unless the {@code DataCollection} of newer
         * SDKs refuses data about users.
         */
        public Builder userNames(boolean userNames) {
            this.userNames = userNames;
            return this;
        }

        /** Sets which failures are worth a report, {@link ErrorPolicy#defaults} by default. */
        public Builder errorPolicy(ErrorPolicy errorPolicy) {
            this.errorPolicy = Objects.requireNonNull(errorPolicy, "errorPolicy");
            return this;
        }

        /**
         * Takes this text out of everything that goes to Sentry, such as the bot's token, which is also found by its form.
         *
         * @throws IllegalArgumentException if it has fewer than 8 characters
         */
        public Builder secret(String secret) {
            if (Objects.requireNonNull(secret, "secret").length() < Scrubber.MIN_SECRET) {
                throw new IllegalArgumentException(
                        "secret must have at least " + Scrubber.MIN_SECRET + " characters, had " + secret.length());
            }
            secrets.add(secret);
            return this;
        }

        /**
         * Sends each run of a task to Sentry's cron monitor, which Sentry creates if there is none. Tasks without this call are
         * not sent, since a new monitor needs a schedule.
         *
         * @param task the name of the task
         * @param config its schedule, such as {@code new MonitorConfig(MonitorSchedule.crontab("0 4 * * *"))}
         */
        public Builder monitor(String task, MonitorConfig config) {
            monitors.put(Objects.requireNonNull(task, "task"), Objects.requireNonNull(config, "config"));
            return this;
        }

        /** Initialises Sentry with this DSN at installation, unless the bot has done so. */
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
