package io.github.botmetry.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Holds all Botmetrys that listen to one context, and their appender if {@code logback.xml} names none.
 *
 * <p>The context itself keeps it, so that an appender of a file that is read later finds it.
 */
final class Attachment implements LoggerContextListener {

    private static final String KEY = Attachment.class.getName();
    private static final Object LOCK = new Object();

    /** The wait for a file to be read after its reset, since nothing notifies of the end. */
    private static final int READING_SECONDS = 1;

    private final LoggerContext context;
    private final List<LogReceiver> receivers = new CopyOnWriteArrayList<>();
    private final BotmetryAppender own;
    private boolean isReplaced;

    private Attachment(LoggerContext context) {
        this.context = context;
        this.own = BotmetryAppender.of(this);
        own.setContext(context);
    }

    /** Passes every line that the context logs from now on to the receiver. */
    static Attachment add(LoggerContext context, LogReceiver receiver) {
        synchronized (LOCK) {
            Attachment attachment = of(context);
            if (attachment == null) {
                attachment = new Attachment(context);
                attachment.connect();
            }
            attachment.receivers.add(receiver);
            return attachment;
        }
    }

    private static @Nullable Attachment of(LoggerContext context) {
        return (Attachment) context.getObject(KEY);
    }

    /** Removes a receiver, and with the last one the appender. */
    void remove(LogReceiver receiver) {
        synchronized (LOCK) {
            receivers.remove(receiver);
            if (receivers.isEmpty() && of(context) == this) {
                context.removeObject(KEY);
                context.removeListener(this);
                detach();
                own.stop();
            }
        }
    }

    private void connect() {
        context.putObject(KEY, this);
        context.addListener(this);
        own.start();
        context.getLoggerList().forEach(logger -> adopt(logger.iteratorForAppenders()));
        attach();
        attachToClosedLoggers();
    }

    private void adopt(Iterator<Appender<ILoggingEvent>> appenders) {
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> appender = appenders.next();
            if (appender instanceof BotmetryAppender configured) {
                configured.listenFor(this);
                isReplaced = true;
            } else if (appender instanceof AppenderAttachable<?>) {
                @SuppressWarnings("unchecked") // such an appender passes on the events that it gets
                AppenderAttachable<ILoggingEvent> outer = (AppenderAttachable<ILoggingEvent>) appender;
                adopt(outer.iteratorForAppenders());
            }
        }
    }

    private void attach() {
        if (!isReplaced) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(own);
        }
    }

    /** Finds loggers whose lines never reach the root logger. */
    private void attachToClosedLoggers() {
        synchronized (LOCK) {
            if (!isReplaced && of(context) == this) {
                context.getLoggerList().stream()
                        .filter(logger -> !logger.isAdditive())
                        .forEach(logger -> logger.addAppender(own));
            }
        }
    }

    private void detach() {
        context.getLoggerList().forEach(logger -> logger.detachAppender(own));
    }

    /** Called when an appender of ours was started: one that a file names replaces our own. */
    static void started(LoggerContext context, BotmetryAppender appender) {
        synchronized (LOCK) {
            Attachment attachment = of(context);
            if (attachment != null && attachment.own != appender) {
                appender.listenFor(attachment);
                attachment.isReplaced = true;
                attachment.detach();
            }
        }
    }

    void receive(ILoggingEvent event) {
        LogReceiver[] all = receivers.toArray(new LogReceiver[0]);
        for (int i = 0; i < all.length; i++) {
            all[i].receive(event, i == all.length - 1);
        }
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    /** Called when the context is reset, before it reads its file again. */
    @Override
    public void onReset(LoggerContext reset) {
        synchronized (LOCK) {
            if (receivers.isEmpty()) {
                return;
            }
            context.putObject(KEY, this);
            isReplaced = false;
            own.start();
            attach();
            for (LogReceiver receiver : receivers) {
                if (receiver.runs(this::attachToClosedLoggers, READING_SECONDS)) {
                    break;
                }
            }
        }
    }

    /** Removes the appender again, since the reset before a stop has added it. */
    @Override
    public void onStop(LoggerContext stopped) {
        synchronized (LOCK) {
            detach();
            own.stop();
        }
    }

    @Override
    public void onStart(LoggerContext started) {
        // Appenders were there before the start, or report themselves.
    }

    @Override
    public void onLevelChange(Logger logger, Level level) {
        // Only WARN and ERROR are of interest, and the bot decides which of them are logged.
    }
}
