package io.github.botmetry.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Removes exceptions that only carry another one. */
final class Wrapping {

    private Wrapping() {}

    /** Gives the chain without the outer wrappers of threads and reflection. */
    static List<Throwable> takenOff(List<Throwable> chain) {
        int wrappers = 0;
        while (wrappers < chain.size() - 1 && isWrapper(chain.get(wrappers))) {
            wrappers++;
        }
        return chain.subList(wrappers, chain.size());
    }

    private static boolean isWrapper(Throwable error) {
        return error instanceof InvocationTargetException
                || error instanceof CompletionException
                || error instanceof ExecutionException
                || error instanceof UndeclaredThrowableException;
    }
}
