package io.github.botmetry.event;

/**
 * Something that is entered on a thread and closed on the same thread, last entered first.
 *
 * <p>Use it in a try-with-resources statement: one that is never closed stays until the scope or task round it ends, on a
 * thread of the bot's own for good. Closed twice it does nothing; closed on another thread it does nothing there, and one
 * warning says so.
 */
public interface Scope extends AutoCloseable {

    /** Nothing was entered. */
    Scope NOOP = () -> {};

    @Override
    void close();
}
