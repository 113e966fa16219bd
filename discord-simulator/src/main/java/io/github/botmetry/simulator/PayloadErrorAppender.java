package io.github.botmetry.simulator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Collects JDA's warnings and errors about payloads. */
final class PayloadErrorAppender extends AppenderBase<ILoggingEvent> {
    private static final String JDA = "net.dv8tion.jda";
    private static final String INTERNAL = JDA + ".internal.";
    private static final String PARSING_EXCEPTION = JDA + ".api.exceptions.ParsingException";
    /** Log messages of the WebSocket client about payloads; its others are about connections, which tests disturb. */
    private static final List<String> ABOUT_PAYLOADS = List.of(
            "Got an unexpected",
            "Failed to parse json",
            "Encountered exception on lifecycle level",
            "Encountered exception trying to handle member chunk",
            "Found duplicate guild",
            "Received a Channel in the private_channels",
            "Ignoring ",
            "Unexpected channel type change",
            "ThreadContainer channel transitioned");

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private PayloadErrorAppender(Logger logger) {
        this.logger = logger;
    }

    static PayloadErrorAppender attach() {
        if (!(LoggerFactory.getLogger(JDA) instanceof Logger logger)) {
            throw new IllegalStateException("PayloadErrors needs logback as the logging backend, found "
                    + LoggerFactory.getILoggerFactory().getClass().getName());
        }
        PayloadErrorAppender appender = new PayloadErrorAppender(logger);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        return appender;
    }

    void detach() {
        logger.detachAppender(this);
        stop();
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN) && isAboutPayload(event)) {
            IThrowableProxy cause = event.getThrowableProxy();
            String reason = cause == null ? "" : " (" + cause.getClassName() + ": " + cause.getMessage() + ")";
            messages.add(event.getFormattedMessage() + reason);
        }
    }

    private static boolean isAboutPayload(ILoggingEvent event) {
        String name = event.getLoggerName();
        if (name.equals(INTERNAL + "requests.WebSocketClient")) {
            return ABOUT_PAYLOADS.stream().anyMatch(event.getFormattedMessage()::startsWith);
        }
        boolean reader = name.startsWith(INTERNAL + "handle.") || name.startsWith(INTERNAL + "entities.");
        return reader || isParsing(event.getThrowableProxy());
    }

    /** True for a REST answer that JDA could not parse: JDA passes it to a failure callback, which logs it. */
    private static boolean isParsing(@Nullable IThrowableProxy error) {
        boolean parsing = false;
        for (IThrowableProxy cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getClassName().startsWith("java.io.")
                    || cause.getClassName().startsWith("java.net.")) {
                // JDA logs the same for an answer that was cut off, as at a shutdown during a request.
                return false;
            }
            parsing |= cause.getClassName().equals(PARSING_EXCEPTION);
        }
        return parsing;
    }
}
