package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/** Sees what ends the bot's own threads, and passes it on to the handler that was there. */
final class UncaughtFailures implements UncaughtExceptionHandler {

    private final EventDispatcher events;
    private final @Nullable UncaughtExceptionHandler before;
    private volatile boolean closed;

    private UncaughtFailures(EventDispatcher events, @Nullable UncaughtExceptionHandler before) {
        this.events = events;
        this.before = before;
    }

    static UncaughtFailures install(EventDispatcher events) {
        synchronized (UncaughtFailures.class) {
            UncaughtFailures installed = new UncaughtFailures(events, Thread.getDefaultUncaughtExceptionHandler());
            Thread.setDefaultUncaughtExceptionHandler(installed);
            return installed;
        }
    }

    void uninstall() {
        synchronized (UncaughtFailures.class) {
            closed = true;
            if (Thread.getDefaultUncaughtExceptionHandler() == this) {
                Thread.setDefaultUncaughtExceptionHandler(before);
            }
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        EventFrame frame = CurrentEvent.frame();
        if (!closed && (frame == null || events.owns(frame))) {
            events.failed(frame, new Failure(error, Failure.Source.UNCAUGHT, false, null));
        }
        if (before != null) {
            before.uncaughtException(thread, error);
        } else {
            print(thread, error);
        }
    }

    /** What the JVM does where there is no handler. */
    @SuppressWarnings("PrintStackTrace")
    private static void print(Thread thread, Throwable error) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        error.printStackTrace(System.err);
    }
}
