package io.github.botmetry.guard;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Call code of others: observers, sinks, suppliers of the bot.
 *
 * <p>Catches every exception and Error, so that no schedule ends and no bot sees it. Counts failures, logs the first one and the
 * recovery, and keeps the interrupt flag. Each part has one, made by {@link Warnings#guard}; thread-safe.
 */
public final class Guard {

    /** A body that may throw. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    private final String subject;
    private final Outage outage;
    private final Warnings warnings;
    private final AtomicLong failures = new AtomicLong();

    Guard(String subject, Outage outage, Warnings warnings) {
        this.subject = subject;
        this.outage = outage;
        this.warnings = warnings;
    }

    /**
     * Makes a guard for one of many parts of this kind. It warns by its own name; its failures count for this component.
     *
     * <p>Names are kept: the caller bounds their number.
     */
    public Guard named(String name) {
        return new Guard(subject, warnings.outage(subject + ' ' + name, ""), warnings);
    }

    /** Runs the body; false if it threw. */
    public boolean run(Body body) {
        try {
            body.run();
        } catch (Throwable thrown) {
            failed(thrown);
            return false;
        }
        succeeded();
        return true;
    }

    /** Gives the body's result, or {@code fallback} if it threw. */
    public <T> T call(Callable<? extends @Nullable T> body, T fallback) {
        T result = callOrNull(body);
        return result == null ? fallback : result;
    }

    /** Gives the body's result, or null if it threw. */
    public <T> @Nullable T callOrNull(Callable<? extends @Nullable T> body) {
        T result;
        try {
            result = body.call();
        } catch (Throwable thrown) {
            failed(thrown);
            return null;
        }
        succeeded();
        return result;
    }

    /** Wraps a function for a caller that must not see it fail: gives {@code fallback} if it throws. */
    public <A, R> Function<A, R> function(Function<? super A, ? extends @Nullable R> function, R fallback) {
        return argument -> call(() -> function.apply(argument), fallback);
    }

    /** Wraps a consumer for a caller that must not see it fail. */
    public <A> Consumer<A> consumer(Consumer<? super A> consumer) {
        return argument -> run(() -> consumer.accept(argument));
    }

    /** Notes a failure as {@link #run} does, for callers that catch it themselves to save the lambda. */
    public void failed(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        try {
            outage.occurred(thrown);
        } catch (Throwable noMemory) {
            warnings.failed("warnings"); // the next failure is a new try to log it
        }
        failures.incrementAndGet();
        warnings.failed(subject);
    }

    /** Notes a success as {@link #run} does, for callers that save the lambda. */
    public void succeeded() {
        try {
            outage.over();
        } catch (Throwable noMemory) {
            warnings.failed("warnings"); // for the line that says so
        }
    }

    Thread thread(Runnable calls) {
        return warnings.thread(calls, "botmetry-" + subject.replace(' ', '-'));
    }

    /** Name of the part in the log, in health, and as label {@code component}. */
    public String subject() {
        return subject;
    }

    /** Number of failures of the part. */
    public long failures() {
        return failures.get();
    }

    /** True if the last call failed. */
    public boolean isFailing() {
        return outage.isOn();
    }

    /** Time since the first failure after the last success; zero if the last call succeeded. */
    public Duration failingFor() {
        return outage.onFor();
    }

    /** Class and message of its last failure, also if it works again; null if it never failed. */
    public @Nullable String lastError() {
        String cause = outage.cause();
        return cause.isEmpty() ? null : cause;
    }
}
