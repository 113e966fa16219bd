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
 * Reports exceptions that end the bot's threads, and passes them on to the handler that was set before.
 *
 * <p>All Botmetrys share one, since the JVM has one slot. Each failure is reported once: by the Botmetry of its event, else by
 * the open one that was built last. A further handler is made only above one that the bot set later. A handler left below it
 * only passes exceptions on, and holds no closed Botmetry.
 */
final class UncaughtHandler implements UncaughtExceptionHandler {

    /** Open Botmetrys, the newest at the end. */
    private static final List<UncaughtFailures> OPEN = new CopyOnWriteArrayList<>();

    /** Failure that a handler of ours has reported on this thread and is passing on. */
    private static final ThreadLocal<@Nullable Reported> REPORTED = new ThreadLocal<>();

    /** Handler that was set later and has passed on a failure. */
    private static volatile WeakReference<@Nullable UncaughtExceptionHandler> passing = new WeakReference<>(null);

    private final @Nullable UncaughtExceptionHandler before;

    /** @param by handlers that the error has passed: the same one twice is a circle, made by a bot that set its handler again */
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

    /** True if the handler is one of ours or has passed a failure on to one of ours. */
    static boolean isReachedBy(@Nullable UncaughtExceptionHandler set) {
        return set instanceof UncaughtHandler || (set != null && passing.refersTo(set));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        Reported earlier = REPORTED.get();
        if (earlier != null && earlier.error() == error) {
            if (earlier.by().add(this)) {
                passOn(thread, error); // the bot's handler is between two of ours
            }
            return;
        }
        try {
            REPORTED.set(new Reported(error, new HashSet<>(List.of(this))));
            notice(error);
        } catch (Throwable noMemory) {
            REPORTED.remove(); // the bot's handler is still called
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

    /** Prints as the JVM does without a handler. */
    @SuppressWarnings("PrintStackTrace")
    private static void print(Thread thread, Throwable error) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        error.printStackTrace(System.err);
    }
}
