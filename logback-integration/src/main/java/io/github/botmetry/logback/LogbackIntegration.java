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
 * Count what a bot logs as WARN and ERROR, and tell the errors that it only logs.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(LogbackIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>Listens at the root logger of the running {@link LoggerContext}, also after that was reset or has read its file again,
 * and is detached at close. A {@link BotmetryAppender} in {@code logback.xml} takes the place of that one. Immutable; one can
 * be installed in several Botmetrys. On the threads that log nothing of it throws or waits.
 */
public final class LogbackIntegration implements Integration {

    private final @Nullable LoggerContext context;
    private final List<String> countedOnly;

    private LogbackIntegration(Builder builder) {
        this.context = builder.context;
        this.countedOnly = List.copyOf(builder.countedOnly);
    }

    /** Everything as it is best for most bots. */
    public static LogbackIntegration create() {
        return builder().build();
    }

    /** For what the defaults do not fit. */
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

    /** @throws IllegalStateException if the logging is not done by Logback */
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

    /** See {@link LogbackIntegration}. */
    public static final class Builder {

        private @Nullable LoggerContext context;
        private final List<String> countedOnly = new ArrayList<>(LogReceiver.CARRIERS_OF_REPORTS);

        private Builder() {}

        /** The context to listen to, instead of the one that SLF4J is bound to. */
        public Builder loggerContext(LoggerContext context) {
            this.context = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Errors of this logger, and of those below it, are counted and never told. For what carries reports away: if it
         * logged that it cannot, each report would make the next.
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
