package io.github.botmetry.event;

/** Something that is entered on a thread and closed on the same thread, last entered first. */
public interface Scope extends AutoCloseable {

    /** Nothing was entered. */
    Scope NOOP = () -> {};

    @Override
    void close();
}
