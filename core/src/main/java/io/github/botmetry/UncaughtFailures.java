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
 * Reports exceptions that end the bot's threads, for one Botmetry, once an integration, an observer or a sink is installed.
 *
 * <p>Sets the handler at the end of the build, above the handlers that integrations set.
 */
final class UncaughtFailures {

    static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final String HIDDEN = "hook-replaced";
    private static final String SUBJECT = "Thread.setDefaultUncaughtExceptionHandler";

    /** Package of Sentry's handler, which passes exceptions on. */
    private static final String SENTRYS = "io.sentry.";

    /** Several looks, since a test, for example, sets a handler for a moment only. */
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

    /** Notes that an integration, an observer or a sink is installed. */
    void observed() {
        if (isDue(false, true)) {
            set();
        }
    }

    /** Notes that all integrations are installed and have set their handlers. */
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

    /** Sets the handler. In a closed Botmetry the close step runs at once and removes it. */
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
     * Warns if the bot has set another handler for good that is not known to pass exceptions on. Called now and then by one
     * thread.
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
