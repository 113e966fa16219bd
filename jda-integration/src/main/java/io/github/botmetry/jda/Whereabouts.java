package io.github.botmetry.jda;

import io.github.botmetry.event.Failure;
import io.github.botmetry.jda.event.ClassNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the code of one event is, or was last seen. Guarded by its {@link Handling}. */
final class Whereabouts {

    private final List<Thread> inside = new ArrayList<>(1);
    private final List<Called> listeners = new ArrayList<>(1);
    private @Nullable String lastThread;
    private int active;
    private int underWay;
    private long returnedNanos;

    /** Names, not the class: this is kept for minutes, and a class keeps its class loader. */
    private record Called(String name, String type) {}

    Whereabouts(long receivedNanos) {
        returnedNanos = receivedNanos;
    }

    /** A listener is called; true if it is the first. */
    boolean called(Class<?> listener) {
        boolean first = listeners.isEmpty();
        Called called = new Called(ClassNames.simple(listener), ClassNames.host(listener));
        if (!listeners.contains(called)) {
            listeners.add(called);
        }
        return first;
    }

    /** @param handler whether this thread runs the bot's handlers, not JDA's REST machinery */
    void enter(boolean handler) {
        active++;
        if (handler) {
            inside.add(Thread.currentThread());
        }
    }

    void leave(boolean handler) {
        active--;
        if (handler) {
            inside.remove(Thread.currentThread());
            lastThread = Thread.currentThread().getName();
            returnedNanos = System.nanoTime();
        }
    }

    /** A request or callback. */
    void began() {
        underWay++;
    }

    void ended() {
        underWay--;
    }

    boolean isAtWork() {
        return active > 0 || underWay > 0;
    }

    /** When the last handler returned, or receipt. */
    long returnedNanos() {
        return returnedNanos;
    }

    boolean isSomewhere() {
        return !inside.isEmpty();
    }

    /** For a message: the names are those of the metrics. */
    private String describe() {
        List<String> names = listeners.stream().map(Called::name).toList();
        if (isSomewhere()) {
            Thread thread = inside.get(0);
            return "thread \"" + thread.getName() + "\" was " + thread.getState() + "; listeners " + names;
        }
        String last = lastThread == null ? "" : ", last thread \"" + lastThread + '"';
        return "no thread was running its code; listeners " + names + last;
    }

    /** The stack of the thread that is at it; if there is none, the listeners that were called. */
    private StackTraceElement[] trace() {
        if (isSomewhere()) {
            return inside.get(0).getStackTrace();
        }
        return listeners.stream()
                .map(listener -> new StackTraceElement(listener.type(), "onEvent", null, -1))
                .toArray(StackTraceElement[]::new);
    }

    Failure notAcknowledged(String name, String what) {
        return failure(new NotAcknowledgedException('"' + name + '"' + what + ", " + describe(), trace()));
    }

    Failure unanswered(String name) {
        String message = '"' + name + "\" was deferred, and its user got no content, " + describe();
        return failure(new UnansweredException(message, trace()));
    }

    private static Failure failure(Throwable error) {
        return new Failure(error, Failure.Source.LISTENER, false, null);
    }
}
