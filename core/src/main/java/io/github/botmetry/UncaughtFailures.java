package io.github.botmetry;

import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Warnings;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports what ends the bot's threads, for one Botmetry: from the end of its build on, once there is an integration, an observer
 * or a sink that failures or their numbers go to.
 *
 * <p>At the end of the build, so that the handler is above those which integrations set.
 */
final class UncaughtFailures {

    static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final String HIDDEN = "hook-replaced";
    private static final String SUBJECT = "Thread.setDefaultUncaughtExceptionHandler";

    /** Sentry's own handler passes on what it is given. */
    private static final String SENTRYS = "io.sentry.";

    /** Some set a handler for a moment, as a test does that waits for something. */
    private static final int LOOKS_BEFORE_WARNING = 3;

    private final EventDispatcher events;
    private final Warnings warnings;
    private final ScheduledExecutorService maintenance;
    private final CloseSteps closeSteps;
    private boolean isBuilt;
    private boolean isObserved;
    private boolean isSet;
    private @Nullable UncaughtExceptionHandler hidingSince;
    private int looks;

    UncaughtFailures(
            EventDispatcher events, Warnings warnings, ScheduledExecutorService maintenance, CloseSteps closeSteps) {
        this.events = events;
        this.warnings = warnings;
        this.maintenance = maintenance;
        this.closeSteps = closeSteps;
    }

    /** Something is there that failures or numbers go to. */
    void observed() {
        if (isDue(false, true)) {
            set();
        }
    }

    /** Handlers that integrations set are set. */
    void built() {
        if (isDue(true, false)) {
            set();
        }
    }

    private synchronized boolean isDue(boolean built, boolean observed) {
        isBuilt |= built;
        isObserved |= observed;
        boolean isDue = isBuilt && isObserved && !isSet;
        isSet |= isDue;
        return isDue;
    }

    /** A step that is added to a closed Botmetry runs at once. */
    private void set() {
        UncaughtHandler.add(this);
        closeSteps.add("uncaught", limit -> UncaughtHandler.remove(this));
        long delay = LOOK_EVERY.toMillis();
        try {
            maintenance.scheduleWithFixedDelay(this::look, delay, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            UncaughtHandler.remove(this);
        }
    }

    boolean owns(EventFrame frame) {
        return events.owns(frame);
    }

    void failed(@Nullable EventFrame frame, Throwable error) {
        events.failed(frame, new Failure(error, Failure.Source.UNCAUGHT, false, null));
    }

    /**
     * Warns if the bot has set another handler since, which stays and is not known to pass on what it is given.
     *
     * <p>Called now and then by one thread.
     */
    void look() {
        UncaughtExceptionHandler set = Thread.getDefaultUncaughtExceptionHandler();
        boolean isReached = UncaughtHandler.isReachedBy(set)
                || (set != null && set.getClass().getName().startsWith(SENTRYS));
        looks = isReached || set != hidingSince ? 0 : looks + 1;
        hidingSince = set;
        if (isReached) {
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
}
