package io.github.botmetry.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.jspecify.annotations.Nullable;

/**
 * Choose in {@code logback.xml} which loggers Botmetry listens to, instead of all of them.
 *
 * <pre>{@code
 * <appender name="botmetry" class="io.github.botmetry.logback.BotmetryAppender" />
 * <root level="INFO">
 *   <appender-ref ref="botmetry" />
 * </root>
 * }</pre>
 *
 * <p>It does nothing until a {@link LogbackIntegration} is installed, which may come before or after its start. Put it next to
 * an {@code AsyncAppender}, not into one: the thread of an {@code AsyncAppender} runs outside of all events. Thread-safe; it
 * never throws or blocks.
 */
public final class BotmetryAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private volatile @Nullable Attachment attachment;

    /** Creates the appender that an integration adds itself. */
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

    /** Drops most lines by their level before any filter runs. */
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
