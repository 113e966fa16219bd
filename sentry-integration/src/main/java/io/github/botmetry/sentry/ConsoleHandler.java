package io.github.botmetry.sentry;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Prints an exception that ends a thread, as the JVM does without a handler. The handler of Sentry's SDK calls the one before
 * it, and prints nothing if there was none.
 */
final class ConsoleHandler implements UncaughtExceptionHandler {

    private ConsoleHandler() {}

    /** Sets the handler if there is none. */
    static ConsoleHandler install() {
        ConsoleHandler handler = new ConsoleHandler();
        if (Thread.getDefaultUncaughtExceptionHandler() == null) {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
        return handler;
    }

    /** Removes the handler, unless another one was set since, which may call this one. */
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
