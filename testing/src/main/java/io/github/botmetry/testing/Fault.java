package io.github.botmetry.testing;

import java.io.IOException;

/** Choose how a part misbehaves in {@link Faults}. */
public enum Fault {
    /** Throws an {@link IOException}, even if the interface does not declare it, as Kotlin's code can. */
    CHECKED_EXCEPTION,
    /** Throws an {@link IllegalStateException}. */
    RUNTIME_EXCEPTION,
    /** Throws an {@link OutOfMemoryError} without filling the memory. */
    OUT_OF_MEMORY,
    /** Throws a {@link StackOverflowError} without filling the stack. */
    STACK_OVERFLOW,
    /** Throws a {@link NoClassDefFoundError}, as for a class that the bot does not have. */
    LINKAGE_ERROR,
    /** Throws an {@link Error} of no known kind, as {@link ThreadDeath} was one. */
    OTHER_ERROR,
    /** Throws an {@link InterruptedException}, whose flag is cleared. */
    INTERRUPTED_EXCEPTION,
    /** Throws an exception whose message, text, cause and stack trace throw when they are read. */
    HOSTILE_EXCEPTION,
    /** Throws an exception whose text does not come back before {@link Faults#end()}. */
    HANGING_EXCEPTION,
    /** Throws an exception whose cause has it as its cause. */
    CIRCULAR_EXCEPTION,
    /** Recurses until the stack ends. */
    RECURSION,
    /** Interrupts its thread, then goes on as if nothing had happened. */
    INTERRUPT,
    /** Waits until {@link Faults#end()} or an interrupt, which it throws. */
    HANG,
    /** Waits until {@link Faults#end()} and ignores interrupts. */
    BLOCK;

    /** True if it throws, or ends in a throwable. */
    public boolean isThrown() {
        return this != INTERRUPT && !isHanging();
    }

    /** True if it keeps its thread. */
    public boolean isHanging() {
        return this == HANG || this == BLOCK;
    }
}
