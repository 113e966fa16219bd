package io.github.botmetry.endpoint;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The lines that a logger gets from now on, with their traces and threads. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level before;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogLines() {
        this("io.github.botmetry", Level.INFO);
    }

    LogLines(String name, Level level) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        setContext(logger.getLoggerContext());
        logger.setLevel(level);
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent line) {
        String trace = line.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(line.getThrowableProxy());
        lines.add(line.getLevel() + " " + line.getFormattedMessage() + trace + " [" + line.getThreadName() + "]");
    }

    /** Those that begin like this. */
    List<String> of(String begin) {
        return lines.stream().filter(line -> line.startsWith(begin)).toList();
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
        stop();
    }
}
