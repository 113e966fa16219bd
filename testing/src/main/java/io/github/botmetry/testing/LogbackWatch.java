package io.github.botmetry.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Listens with an appender of Logback. */
final class LogbackWatch extends AppenderBase<ILoggingEvent> implements LogWatch {

    private final Logger logger;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private LogbackWatch(Logger logger) {
        this.logger = logger;
    }

    static LogWatch listen() {
        LogbackWatch watch = new LogbackWatch((Logger) LoggerFactory.getLogger("io.github.botmetry"));
        watch.start();
        watch.logger.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            errors.add(event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
        LogWatch.requireNone(errors);
    }
}
