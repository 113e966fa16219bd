package io.github.botmetry.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Break the log that Botmetry writes to, by an appender of Logback that misbehaves before each line.
 *
 * <pre>{@code
 * try (Faults faults = Faults.of(Fault.BLOCK);
 *         FaultyLog log = FaultyLog.start(faults)) {
 *     botmetry.stats().incr(""); // refused, which is logged, and comes back all the same
 * }
 * }</pre>
 *
 * <p>Needs Logback. {@link #close()} ends the faults and removes the appender.
 */
public final class FaultyLog implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.botmetry");
    private final Faults faults;
    private final UnsynchronizedAppenderBase<ILoggingEvent> appender = new Appender();

    /** Not synchronized, so that a blocked line does not block {@link #close()}; strikes before Logback's own catch. */
    private final class Appender extends UnsynchronizedAppenderBase<ILoggingEvent> {

        @Override
        public void doAppend(ILoggingEvent event) {
            faults.task(() -> {}).run();
        }

        @Override
        protected void append(ILoggingEvent event) {
            doAppend(event);
        }
    }

    private FaultyLog(Faults faults) {
        this.faults = faults;
    }

    /** Misbehaves from now on with each line of Botmetry's loggers. */
    public static FaultyLog start(Faults faults) {
        FaultyLog log = new FaultyLog(faults);
        log.appender.setContext(log.logger.getLoggerContext());
        log.appender.start();
        log.logger.addAppender(log.appender);
        return log;
    }

    @Override
    public void close() {
        faults.end();
        logger.detachAppender(appender);
        appender.stop();
    }
}
