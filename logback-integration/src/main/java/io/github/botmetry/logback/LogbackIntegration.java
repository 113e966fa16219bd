package io.github.botmetry.logback;

import ch.qos.logback.classic.LoggerContext;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Count the WARN and ERROR lines of a bot, and report the errors that it only logs.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(LogbackIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>Adds an appender to the root logger of the running {@link LoggerContext}, keeps it there when the context is reset or
 * reads its file again, and removes it at close. A {@link BotmetryAppender} in {@code logback.xml} replaces it. Immutable; one
 * object can be installed in several Botmetrys. It never throws into a thread that logs and never blocks it.
 */
public final class LogbackIntegration implements Integration {

    private final @Nullable LoggerContext context;
    private final List<String> countedOnly;

    private LogbackIntegration(Builder builder) {
        this.context = builder.context;
        this.countedOnly = List.copyOf(builder.countedOnly);
    }

    /** Creates the integration with its defaults. */
    public static LogbackIntegration create() {
        return builder().build();
    }

    /** Begins an integration with settings of the bot's own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "logback";
    }

    @Override
    public String description() {
        return "logback for lines of WARN and ERROR";
    }

    @Override
    public String needs() {
        return "add ch.qos.logback:logback-classic";
    }

    /** @throws IllegalStateException if SLF4J is bound to another library than Logback */
    @Override
    public void install(Wiring wiring) {
        LoggerContext listened = context != null ? context : running(LoggerFactory.getILoggerFactory());
        LogReceiver receiver = new LogReceiver(wiring, countedOnly);
        Attachment attachment = Attachment.add(listened, receiver);
        wiring.onClose(limit -> attachment.remove(receiver));
    }

    static LoggerContext running(ILoggerFactory factory) {
        if (factory instanceof LoggerContext running) {
            return running;
        }
        throw new IllegalStateException("SLF4J must be bound to Logback's LoggerContext, was bound to "
                + factory.getClass().getName() + "; docs/logging.md shows an appender for Log4j 2");
    }

    /** Set what differs from the defaults; for one thread. */
    public static final class Builder {

        private @Nullable LoggerContext context;
        private final List<String> countedOnly = new ArrayList<>(LogReceiver.CARRIERS_OF_REPORTS);

        private Builder() {}

        /** Sets the context to listen to, by default the one that SLF4J is bound to. */
        public Builder loggerContext(LoggerContext context) {
            this.context = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Counts the errors of this logger and of those below it, and never reports them. Use it for a library that delivers
         * reports: otherwise each error that it logs would become its next report.
         */
        public Builder countOnly(String logger) {
            if (Objects.requireNonNull(logger, "logger").isBlank()) {
                throw new IllegalArgumentException("logger must not be blank, was " + Printable.quoted(logger));
            }
            countedOnly.add(logger);
            return this;
        }

        public LogbackIntegration build() {
            return new LogbackIntegration(this);
        }
    }
}
