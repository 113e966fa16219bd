package io.github.botmetry.event;

import io.github.botmetry.guard.Warnings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Read the parts of an event, such as its name or guild, each of which may throw.
 *
 * <p>A part throws, for example, when its entity is gone. The event is counted and reported without that part. Each class of
 * events that threw is one warning {@code undescribed-event}. Thread-safe, throws nothing.
 */
public final class Descriptions {

    private final Warnings warnings;

    Descriptions(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Reads the part; null if reading it threw.
     *
     * @param event the event, or its class
     */
    public <T> @Nullable T read(Object event, Callable<? extends @Nullable T> part) {
        try {
            return part.call();
        } catch (Throwable thrown) {
            missing(event, thrown);
            return null;
        }
    }

    /**
     * Warns as {@link #read} does, for callers that read a part themselves to save the lambda.
     *
     * @param event the event, or its class
     */
    public void missing(Object event, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        warnings.warn(
                "undescribed-event",
                name(event),
                "a part of its description cannot be read: " + thrown.getClass().getName(),
                "nothing: it is counted and reported without that part; please report the class and the exception to Botmetry");
    }

    static String name(Object event) {
        Class<?> type = event instanceof Class<?> known ? known : event.getClass();
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }
}
