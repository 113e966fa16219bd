package io.github.botmetry.event;

import io.github.botmetry.guard.Warnings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Read what describes an event, part by part, such as a name or a guild: any of it may throw, as where an entity is gone.
 *
 * <p>A description never stands in the way of counting and reporting the event. Each class of events that threw is one
 * warning {@code undescribed-event}. Thread-safe, throws nothing.
 */
public final class Descriptions {

    private final Warnings warnings;

    Descriptions(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * The part, null if reading it threw.
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
     * For callers that cannot afford a lambda: does as {@link #read} with what was thrown.
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
