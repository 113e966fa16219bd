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
 * <p>Catches whatever is thrown, Errors included, so that no schedule ends with it and no bot sees it. Counts it, logs the
 * first failure and the recovery, and keeps the interrupt flag. One a part, made by {@link Warnings#guard}; thread-safe.
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
     * Gives a guard for one of many parts of this kind, which warns by its own name; its failures count as this component's.
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

    /** The same function for a caller that must not see it fail: {@code fallback} stands for what is thrown. */
    public <A, R> Function<A, R> function(Function<? super A, ? extends @Nullable R> function, R fallback) {
        return argument -> call(() -> function.apply(argument), fallback);
    }

    /** The same consumer for a caller that must not see it fail. */
    public <A> Consumer<A> consumer(Consumer<? super A> consumer) {
        return argument -> run(() -> consumer.accept(argument));
    }

    /** For callers that cannot afford a lambda: does as {@link #run} with what was thrown. */
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

    /** For callers that cannot afford a lambda: does as {@link #run} after success. */
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

    /** Names the part in the log, in health, and as label {@code component}. */
    public String subject() {
        return subject;
    }

    /** How often the part has failed. */
    public long failures() {
        return failures.get();
    }

    /** Whether its last call failed. */
    public boolean isFailing() {
        return outage.isOn();
    }

    /** How long it has been failing without a success in between; zero if its last call succeeded. */
    public Duration failingFor() {
        return outage.onFor();
    }

    /** Class and message of its last failure, also if it works again; null if it never failed. */
    public @Nullable String lastError() {
        String cause = outage.cause();
        return cause.isEmpty() ? null : cause;
    }
}
