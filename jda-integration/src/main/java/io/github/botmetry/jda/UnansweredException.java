package io.github.botmetry.jda;

/**
 * Reported of a deferred reply that never got content: its user looked at "is thinking" until the wait was over.
 *
 * <p>Never thrown. Its stack trace is that of the thread that is at the interaction's code; if none is, it names the listener
 * that was called.
 */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnansweredException(String message, StackTraceElement... state) {
        super(message);
        setStackTrace(state);
    }
}
