package io.github.botmetry;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Sees what ends the bot's own threads, and passes it on to the handler that was there.
 *
 * <p>One for all Botmetrys, as the JVM's slot is one: each failure is reported once, by the Botmetry of the event in which it
 * happened, else by the open one that was built last. A further one is only made above a handler that the bot has set since;
 * what is left below one is transparent, and keeps nothing of a Botmetry that is closed.
 */
final class UncaughtHandler implements UncaughtExceptionHandler {

    /** The open ones, the newest at the end. */
    private static final List<UncaughtFailures> OPEN = new CopyOnWriteArrayList<>();

    /** The failure that one of these has reported on this thread, and is passing on. */
    private static final ThreadLocal<@Nullable Reported> REPORTED = new ThreadLocal<>();

    /** A handler that was set later and has passed on a failure. */
    private static volatile WeakReference<@Nullable UncaughtExceptionHandler> passing = new WeakReference<>(null);

    private final @Nullable UncaughtExceptionHandler before;

    /** @param by those that it has come through: one twice is a circle, as of a bot that has set its handler again */
    private record Reported(Throwable error, Set<UncaughtHandler> by) {}

    private UncaughtHandler(@Nullable UncaughtExceptionHandler before) {
        this.before = before;
    }

    static void add(UncaughtFailures open) {
        synchronized (UncaughtHandler.class) {
            OPEN.add(open);
            UncaughtExceptionHandler set = Thread.getDefaultUncaughtExceptionHandler();
            if (!(set instanceof UncaughtHandler)) {
                Thread.setDefaultUncaughtExceptionHandler(new UncaughtHandler(set));
            }
        }
    }

    static void remove(UncaughtFailures closed) {
        synchronized (UncaughtHandler.class) {
            OPEN.remove(closed);
            while (OPEN.isEmpty() && Thread.getDefaultUncaughtExceptionHandler() instanceof UncaughtHandler ours) {
                Thread.setDefaultUncaughtExceptionHandler(ours.before);
            }
        }
    }

    /** True if the handler is one of these, or has passed on a failure to one of these. */
    static boolean isReachedBy(@Nullable UncaughtExceptionHandler set) {
        return set instanceof UncaughtHandler || (set != null && passing.refersTo(set));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        Reported earlier = REPORTED.get();
        if (earlier != null && earlier.error() == error) {
            if (earlier.by().add(this)) {
                passOn(thread, error); // the bot's handler is between two of these
            }
            return;
        }
        try {
            REPORTED.set(new Reported(error, new HashSet<>(List.of(this))));
            notice(error);
        } catch (Throwable noMemory) {
            REPORTED.remove(); // the bot's handler is called all the same
        }
        try {
            passOn(thread, error);
        } finally {
            REPORTED.remove();
        }
    }

    private static void notice(Throwable error) {
        UncaughtExceptionHandler set = Thread.getDefaultUncaughtExceptionHandler();
        if (set != null && !isReachedBy(set)) {
            passing = new WeakReference<>(set);
        }
        EventFrame frame = CurrentEvent.frame();
        UncaughtFailures newest = null;
        for (UncaughtFailures open : OPEN) {
            if (frame != null && open.owns(frame)) {
                open.failed(frame, error);
                return;
            }
            newest = open;
        }
        if (newest != null) {
            newest.failed(null, error);
        }
    }

    private void passOn(Thread thread, Throwable error) {
        if (before != null) {
            before.uncaughtException(thread, error);
        } else {
            print(thread, error);
        }
    }

    /** Does as the JVM where there is no handler. */
    @SuppressWarnings("PrintStackTrace")
    private static void print(Thread thread, Throwable error) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        error.printStackTrace(System.err);
    }
}
