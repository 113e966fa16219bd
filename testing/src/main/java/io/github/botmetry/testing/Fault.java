package io.github.botmetry.testing;

import java.io.IOException;

/** Name a way in which a part may misbehave; {@link Faults} does it. */
public enum Fault {
    /** Throws an {@link IOException}, also where an interface declares nothing, as Kotlin's code can. */
    CHECKED_EXCEPTION,
    /** Throws an {@link IllegalStateException}. */
    RUNTIME_EXCEPTION,
    /** Throws an {@link OutOfMemoryError}; memory is not used up. */
    OUT_OF_MEMORY,
    /** Throws a {@link StackOverflowError}; the stack is not used up. */
    STACK_OVERFLOW,
    /** Throws a {@link NoClassDefFoundError}, as for a class that the bot does not have. */
    LINKAGE_ERROR,
    /** Throws an {@link Error} of no known kind, as {@link ThreadDeath} was one. */
    OTHER_ERROR,
    /** Throws an {@link InterruptedException}, whose flag is cleared. */
    INTERRUPTED_EXCEPTION,
    /** Throws an exception whose message, text, cause and stack trace throw when they are asked for. */
    HOSTILE_EXCEPTION,
    /** Throws an exception whose text does not come back before {@link Faults#end()}. */
    HANGING_EXCEPTION,
    /** Throws an exception that is its own cause, one step further. */
    CIRCULAR_EXCEPTION,
    /** Recurses until the stack ends. */
    RECURSION,
    /** Interrupts its thread, then goes on as if nothing had happened. */
    INTERRUPT,
    /** Waits until {@link Faults#end()} or an interrupt, which it throws. */
    HANG,
    /** Waits until {@link Faults#end()}, whatever interrupts it. */
    BLOCK;

    /** Whether it throws, or ends in a throwable. */
    public boolean isThrown() {
        return this != INTERRUPT && !isHanging();
    }

    /** Whether it keeps its thread. */
    public boolean isHanging() {
        return this == HANG || this == BLOCK;
    }
}
