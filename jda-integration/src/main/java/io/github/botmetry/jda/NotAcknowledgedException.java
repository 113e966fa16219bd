package io.github.botmetry.jda;

/**
 * Told of an interaction that Discord had no accepted answer to within 3 s: its user saw "The application did not respond".
 *
 * <p>Never thrown. Its stack trace is that of the thread that was running the interaction's code at that moment; if none
 * was, it names the listener that had returned without an answer.
 */
public final class NotAcknowledgedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotAcknowledgedException(String message, StackTraceElement... state) {
        super(message);
        setStackTrace(state);
    }
}
