package io.github.botmetry;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Warnings;
import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sees what ends the bot's own threads, and passes it on to the handler that was there.
 *
 * <p>A failure outside of any event is that of the Botmetry that came last. Where a handler of the bot's is before it at the
 * end, it is left there, and keeps nothing of Botmetry.
 */
final class UncaughtFailures implements UncaughtExceptionHandler {

    private static final String HIDDEN = "hook-replaced";
    private static final String SUBJECT = "Thread.setDefaultUncaughtExceptionHandler";

    /** Sentry's own handler passes on what it is given. */
    private static final String SENTRYS = "io.sentry.";

    /** Some set a handler for a moment, as a test does that waits for something. */
    private static final int LOOKS_BEFORE_WARNING = 3;

    /** That a Botmetry that came later has reported already, on this thread. */
    private static final ThreadLocal<@Nullable Throwable> REPORTED = new ThreadLocal<>();

    private volatile @Nullable EventDispatcher events;
    private volatile @Nullable UncaughtExceptionHandler before;

    /** A handler that was set later and has passed on a failure. */
    private volatile @Nullable UncaughtExceptionHandler passing;

    private @Nullable UncaughtExceptionHandler hidingSince;
    private int looks;

    private UncaughtFailures(EventDispatcher events, @Nullable UncaughtExceptionHandler before) {
        this.events = events;
        this.before = before;
    }

    static UncaughtFailures install(EventDispatcher events) {
        synchronized (UncaughtFailures.class) {
            UncaughtFailures installed = new UncaughtFailures(events, Thread.getDefaultUncaughtExceptionHandler());
            Thread.setDefaultUncaughtExceptionHandler(installed);
            return installed;
        }
    }

    void uninstall() {
        synchronized (UncaughtFailures.class) {
            events = null;
            passing = null;
            UncaughtFailures above = null;
            UncaughtExceptionHandler at = Thread.getDefaultUncaughtExceptionHandler();
            while (at instanceof UncaughtFailures one) {
                if (one == this) {
                    take(above);
                    return;
                }
                above = one;
                at = one.before;
            }
        }
    }

    private void take(@Nullable UncaughtFailures above) {
        if (above == null) {
            Thread.setDefaultUncaughtExceptionHandler(before);
        } else {
            above.before = before;
        }
    }

    private boolean isReached(@Nullable UncaughtExceptionHandler set) {
        UncaughtExceptionHandler at = set;
        while (at instanceof UncaughtFailures one && one != this) {
            at = one.before;
        }
        boolean passesOn = at != null && at.getClass().getName().startsWith(SENTRYS);
        return at == this || passesOn || (set != null && set == passing);
    }

    /**
     * Warns if the bot has set another handler since, which stays and is not known to pass on what it is given.
     *
     * <p>Called now and then by one thread.
     */
    void look(Warnings warnings) {
        UncaughtExceptionHandler set = Thread.getDefaultUncaughtExceptionHandler();
        boolean reached = isReached(set);
        looks = reached || set != hidingSince ? 0 : looks + 1;
        hidingSince = set;
        if (reached) {
            warnings.resolved(HIDDEN, SUBJECT);
        } else if (looks + 1 >= LOOKS_BEFORE_WARNING) {
            warnings.warn(
                    HIDDEN,
                    SUBJECT,
                    "was called after Botmetry was built, with "
                            + (set == null ? "null" : "a " + set.getClass().getName())
                            + ": what ends threads of the bot is only seen if it calls the handler that was there before",
                    "call it before build()");
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        UncaughtExceptionHandler set = Thread.getDefaultUncaughtExceptionHandler();
        if (!(set instanceof UncaughtFailures)) {
            passing = set;
        }
        EventDispatcher own = events;
        EventFrame frame = CurrentEvent.frame();
        if (own != null && (frame == null ? REPORTED.get() != error : own.owns(frame))) {
            own.failed(frame, new Failure(error, Failure.Source.UNCAUGHT, false, null));
        }
        REPORTED.set(own == null ? REPORTED.get() : error);
        try {
            passOn(thread, error);
        } finally {
            REPORTED.remove();
        }
    }

    private void passOn(Thread thread, Throwable error) {
        UncaughtExceptionHandler next = before;
        if (next != null) {
            next.uncaughtException(thread, error);
        } else {
            print(thread, error);
        }
    }

    /** What the JVM does where there is no handler. */
    @SuppressWarnings("PrintStackTrace")
    private static void print(Thread thread, Throwable error) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        error.printStackTrace(System.err);
    }
}
