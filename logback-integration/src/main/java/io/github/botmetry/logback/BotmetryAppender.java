package io.github.botmetry.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.jspecify.annotations.Nullable;

/**
 * Choose in {@code logback.xml} which loggers Botmetry hears, instead of all of them.
 *
 * <pre>{@code
 * <appender name="botmetry" class="io.github.botmetry.logback.BotmetryAppender" />
 * <root level="INFO">
 *   <appender-ref ref="botmetry" />
 * </root>
 * }</pre>
 *
 * <p>Silent until a {@link LogbackIntegration} is installed, before or after it was started. Put it next to an
 * {@code AsyncAppender}, not into one: there it runs on a thread that knows of no event. Thread-safe; it never throws or
 * waits.
 */
public final class BotmetryAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private volatile @Nullable Attachment attachment;

    /** The one that an integration puts on its own. */
    static BotmetryAppender of(Attachment attachment) {
        BotmetryAppender appender = new BotmetryAppender();
        appender.setName("botmetry-own");
        appender.attachment = attachment;
        return appender;
    }

    void listenFor(Attachment attachment) {
        this.attachment = attachment;
    }

    @Override
    public void start() {
        super.start();
        if (getContext() instanceof LoggerContext loggers) {
            Attachment.started(loggers, this);
        }
    }

    /** Before any filter is asked: most lines are of no interest. */
    @Override
    public void doAppend(ILoggingEvent event) {
        if (LogReceiver.isOfInterest(event)) {
            super.doAppend(event);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        Attachment listening = attachment;
        if (listening != null) {
            listening.receive(event);
        }
    }
}
