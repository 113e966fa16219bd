package io.github.botmetry.event;

/**
 * Close this on the thread that opened it, last opened first.
 *
 * <p>Use try-with-resources: a scope that is never closed stays until the outer scope or task ends, on a thread of the bot
 * for ever. A second close does nothing; a close on another thread does nothing but warn once.
 */
public interface Scope extends AutoCloseable {

    /** A scope that entered nothing. */
    Scope NOOP = () -> {};

    @Override
    void close();
}
