package io.github.botmetry.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts and reports the lines of the log for one Botmetry. */
final class LogReceiver {

    static final CounterDefinition EVENTS = CounterDefinition.named("log.events")
            .labels("logger", "level")
            .path("log.{level}.{logger}")
            .help("Lines logged as WARN and ERROR, by logger and level.")
            .build();

    /** Loggers of libraries that deliver reports: their line about a lost report would become the next report. */
    static final List<String> CARRIERS_OF_REPORTS = List.of("io.sentry", "io.opentelemetry");

    private static final String OURS = "io.github.botmetry";

    private final Stats stats;
    private final EventDispatcher events;
    private final ScheduledExecutorService maintenance;
    private final Guard guard;
    private final List<String> countedOnly;
    private final ThreadLocal<Mark> telling = ThreadLocal.withInitial(Mark::new);

    /** Marks a thread by a field, whose reset is a write: at the end of the stack a call might fail. */
    private static final class Mark {
        boolean isTelling;
    }

    LogReceiver(Wiring wiring, List<String> countedOnly) {
        this.stats = wiring.stats();
        this.events = wiring.events();
        this.maintenance = wiring.maintenance();
        this.guard = wiring.guard("lines of the log");
        this.countedOnly = countedOnly;
    }

    /** Schedules the task in so many seconds; returns false if its Botmetry is closed and will remove the receiver. */
    boolean runs(Runnable task, int seconds) {
        try {
            maintenance.schedule(task, seconds, TimeUnit.SECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    static boolean isOfInterest(ILoggingEvent event) {
        return event.getLevel().toInt() >= Level.WARN_INT && !isBelow(event.getLoggerName(), OURS);
    }

    private static boolean isBelow(String logger, String ancestor) {
        return logger.startsWith(ancestor)
                && (logger.length() == ancestor.length() || logger.charAt(ancestor.length()) == '.');
    }

    /**
     * Throws nothing into the thread that logs, Errors included: Logback's own appenders hold back exceptions only.
     *
     * @param isNewest true for the Botmetry that was built last, which reports errors logged outside of any event
     */
    void receive(ILoggingEvent event, boolean isNewest) {
        guard.run(() -> take(event, isNewest));
    }

    private void take(ILoggingEvent event, boolean isNewest) {
        String logger = event.getLoggerName();
        boolean isError = event.getLevel().toInt() >= Level.ERROR_INT;
        Throwable error = isError ? thrown(event) : null;
        if (error != null && countedOnly.stream().noneMatch(carrier -> isBelow(logger, carrier))) {
            tell(error, isNewest);
        }
        stats.counter(EVENTS, logger, isError ? "error" : "warn").incr();
    }

    private static @Nullable Throwable thrown(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    }

    /**
     * Reports an error, unless it belongs to an event of another Botmetry, which reports it, or an observer logged it, since that
     * would never end.
     */
    private void tell(Throwable error, boolean isNewest) {
        EventFrame frame = CurrentEvent.frame();
        Mark mark = telling.get();
        if (mark.isTelling || !(frame == null ? isNewest : events.owns(frame))) {
            return;
        }
        mark.isTelling = true;
        try {
            events.failed(frame, new Failure(error, Failure.Source.LOGGED, true, null));
        } finally {
            mark.isTelling = false;
            telling.remove();
        }
    }
}
