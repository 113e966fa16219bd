package io.github.botmetry.jda;

import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.event.ClassNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of one event is, or was last seen. Thread-safe.
 *
 * <p>It is the scope of all threads that run the bot's handlers: each closes it as often as it enters.
 */
abstract class Whereabouts implements Scope {

    /** Worked out once a class, since a listener is called for many events. */
    private static final ClassValue<Called> CALLED = new ClassValue<>() {
        @Override
        protected Called computeValue(Class<?> listener) {
            return new Called(ClassNames.simple(listener), ClassNames.host(listener));
        }
    };

    /** The first one is mostly the only one, of threads and of listeners: only more of them have a list. */
    private @Nullable Thread inside;

    private @Nullable List<Thread> moreInside;
    private @Nullable Called listener;
    private @Nullable List<Called> moreListeners;
    private @Nullable Scope restWork;
    private @Nullable String lastThread;
    private int active;
    private int underWay;
    private long returnedNanos;

    /** Names, not the class: this is kept for minutes, and a class keeps its class loader. */
    private record Called(String name, String type) {}

    Whereabouts(long receivedNanos) {
        returnedNanos = receivedNanos;
    }

    /** Called, without a lock, when a thread has left it or something of it is over. */
    abstract void left();

    /** A listener is called; true if it is the first. */
    synchronized boolean called(Class<?> type) {
        Called called = CALLED.get(type);
        if (listener == null) {
            listener = called;
            return true;
        }
        if (!called.equals(listener)) {
            add(called);
        }
        return false;
    }

    /** True if a listener was called with it. */
    synchronized boolean isCalled() {
        return listener != null;
    }

    private void add(Called called) {
        if (moreListeners == null) {
            moreListeners = new ArrayList<>(2);
        }
        if (!moreListeners.contains(called)) {
            moreListeners.add(called);
        }
    }

    private Stream<Called> listeners() {
        List<Called> more = moreListeners == null ? List.of() : moreListeners;
        return Stream.concat(Stream.ofNullable(listener), more.stream());
    }

    /**
     * This thread enters, until the scope is closed on it.
     *
     * @param isHandler whether it runs the bot's handlers, not JDA's REST machinery
     */
    synchronized Scope enter(boolean isHandler) {
        Scope entered = isHandler ? this : restWork();
        active++;
        if (isHandler) {
            enter(Thread.currentThread());
        }
        return entered;
    }

    /** This thread leaves a handler. */
    @Override
    public void close() {
        leave(true);
    }

    /** The scope of all threads that work for REST. */
    private Scope restWork() {
        if (restWork == null) {
            restWork = () -> leave(false);
        }
        return restWork;
    }

    private void enter(Thread thread) {
        if (inside == null) {
            inside = thread;
            return;
        }
        if (moreInside == null) {
            moreInside = new ArrayList<>(2);
        }
        moreInside.add(thread);
    }

    private void leave(boolean isHandler) {
        synchronized (this) {
            active--;
            if (isHandler) {
                leave(Thread.currentThread());
                lastThread = Thread.currentThread().getName();
                returnedNanos = System.nanoTime();
            }
        }
        left();
    }

    private void leave(Thread thread) {
        if (thread == inside) {
            inside = moreInside == null || moreInside.isEmpty() ? null : moreInside.remove(0);
        } else if (moreInside != null) {
            moreInside.remove(thread);
        }
    }

    /** A request or callback. */
    synchronized void began() {
        underWay++;
    }

    void ended() {
        synchronized (this) {
            underWay--;
        }
        left();
    }

    synchronized boolean isAtWork() {
        return active > 0 || underWay > 0;
    }

    /** When the last handler returned, or receipt. */
    synchronized long returnedNanos() {
        return returnedNanos;
    }

    synchronized boolean isSomewhere() {
        return inside != null;
    }

    /** For a message: the names are those of the metrics. */
    private String describe() {
        List<String> names = listeners().map(Called::name).toList();
        Thread thread = inside;
        if (thread != null) {
            return "thread \"" + thread.getName() + "\" was " + thread.getState() + "; listeners " + names;
        }
        String last = lastThread == null ? "" : ", last thread \"" + lastThread + '"';
        return "no thread was running its code; listeners " + names + last;
    }

    /** The stack of the thread that is at it; if there is none, the listeners that were called. */
    private StackTraceElement[] trace() {
        Thread thread = inside;
        if (thread != null) {
            return thread.getStackTrace();
        }
        return listeners()
                .map(called -> new StackTraceElement(called.type(), "onEvent", null, -1))
                .toArray(StackTraceElement[]::new);
    }

    synchronized Failure notAcknowledged(String name, String what) {
        return failure(new NotAcknowledgedException('"' + name + '"' + what + ", " + describe(), trace()));
    }

    synchronized Failure unanswered(String name) {
        String message = '"' + name + "\" was deferred, and its user got no content, " + describe();
        return failure(new UnansweredException(message, trace()));
    }

    private static Failure failure(Throwable error) {
        return new Failure(error, Failure.Source.LISTENER, false, null);
    }
}
