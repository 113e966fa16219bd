package io.github.botmetry.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walk over the causes of an exception, even a hostile one: a circle, an endless chain, a {@code getCause()} that throws.
 *
 * <p>The only place that calls {@link Throwable#getCause()}. No method throws.
 */
public final class Causes {

    /** A longer chain is cut there; real ones have fewer than ten. */
    public static final int MAX_DEPTH = 64;

    private Causes() {}

    /** The error and its causes, outermost first, each once; at most {@value #MAX_DEPTH}. */
    public static List<Throwable> of(Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>(4);
        Throwable next = error;
        while (next != null && causes.size() < MAX_DEPTH && seen.add(next)) {
            causes.add(next);
            next = next(next);
        }
        return causes;
    }

    /** True if the chain of {@link Throwable#getCause()} ends within {@value #MAX_DEPTH} steps. */
    public static boolean areFinite(Throwable error) {
        List<Throwable> causes = of(error);
        try {
            return causes.get(causes.size() - 1).getCause() == null;
        } catch (Throwable hostile) {
            return false;
        }
    }

    /** True if {@code sought} is the error or one of its causes. */
    public static boolean contain(Throwable error, Throwable sought) {
        for (Throwable cause : of(error)) {
            if (cause == sought) {
                return true;
            }
        }
        return false;
    }

    /** The cause of the error; null if it has none or {@code getCause()} throws. */
    public static @Nullable Throwable next(Throwable error) {
        try {
            return error.getCause();
        } catch (Throwable hostile) {
            return null;
        }
    }

    /** Class and message of the error on one line, without Discord's tokens; at most some 250 characters. */
    public static String describe(Throwable error) {
        try {
            return Printable.of(String.valueOf(error));
        } catch (Throwable hostile) {
            return error.getClass().getName();
        }
    }

    /** The error's message; null if it has none or {@code getMessage()} throws. */
    public static @Nullable String message(Throwable error) {
        try {
            return error.getMessage();
        } catch (Throwable hostile) {
            return null;
        }
    }

    /** True if the error was made without a stack trace, as constants are; false if that cannot be read. */
    public static boolean hasNoStackTrace(Throwable error) {
        try {
            return error.getStackTrace().length == 0;
        } catch (Throwable hostile) {
            return false;
        }
    }

    /** The class without its package, fit for a label; also of a class whose outer class is missing. */
    public static String typeName(Throwable error) {
        Class<?> type = error.getClass();
        String name = "";
        try {
            name = type.getSimpleName();
        } catch (LinkageError outerClassIsMissing) {
            return lastPart(type.getName());
        }
        return name.isEmpty() ? lastPart(type.getName()) : name;
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
