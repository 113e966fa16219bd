package io.github.botmetry.sentry;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Prints what ends a thread as the JVM does where there is no handler. Sentry's SDK sets one, which passes on to the handler
 * before it, and prints nothing if there was none.
 */
final class ConsoleHandler implements UncaughtExceptionHandler {

    private ConsoleHandler() {}

    /** Only where nothing else handles it; the JVM prints then. */
    static ConsoleHandler install() {
        ConsoleHandler handler = new ConsoleHandler();
        if (Thread.getDefaultUncaughtExceptionHandler() == null) {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
        return handler;
    }

    /** Does nothing if another handler was set since: that one may pass on to this. */
    void uninstall() {
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
    }

    @Override
    @SuppressWarnings("PrintStackTrace")
    public void uncaughtException(@Nullable Thread thread, Throwable error) {
        String name = thread == null ? "" : thread.getName();
        System.err.print("Exception in thread \"" + name + "\" ");
        error.printStackTrace(System.err);
    }
}
