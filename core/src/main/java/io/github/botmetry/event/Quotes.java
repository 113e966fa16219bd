package io.github.botmetry.event;

import io.github.botmetry.guard.Guard;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remove the words of users from messages of a chat library's exceptions.
 *
 * <p>Adapters add a function for their library. Thread-safe; no method throws.
 */
public final class Quotes {

    private final List<Function<Throwable, @Nullable String>> knowing = new CopyOnWriteArrayList<>();
    private final Guard guard;

    Quotes(Guard guard) {
        this.guard = guard;
    }

    /** Adds a function that gives the message without quotes, null for exceptions that quote nothing. */
    public void add(Function<Throwable, @Nullable String> withoutQuotes) {
        knowing.add(withoutQuotes);
    }

    /** The exception's message without its quotes; null if it has no known quote. */
    public @Nullable String withoutQuotes(Throwable error) {
        for (Function<Throwable, @Nullable String> known : knowing) {
            String message = guard.callOrNull(() -> known.apply(error));
            if (message != null) {
                return message;
            }
        }
        return null;
    }
}
