package io.github.botmetry.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Every call out of Botmetry into an observer, a sink or a caller's supplier goes through one of these.
 *
 * <p>It catches what is thrown, counts it, logs the first failure and the recovery, keeps the interrupt flag, and rethrows
 * what the VM must see. One a component; thread-safe.
 */
public final class Guard {

    /** A body that may throw. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    private final String component;
    private final Problems problems;
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile long failedBefore;
    private volatile @Nullable Throwable last;

    /** @param component names it in the log, such as {@code sink statsd} */
    public Guard(String component, Problems problems) {
        this.component = component;
        this.problems = problems;
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

    /** Gives what the body gives, or {@code fallback} if it threw. */
    public <T> T call(Callable<T> body, T fallback) {
        T result = callOrNull(body);
        return result == null ? fallback : result;
    }

    /** Gives what the body gives, or null if it threw. */
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

    /** For callers that cannot afford a lambda: what {@link #run} does with what was thrown. */
    public void failed(Throwable thrown) {
        failures.increment();
        problems.count(component);
        last = thrown;
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (failing.compareAndSet(false, true)) {
            failedBefore = failures.sum() - 1;
            problems.report(component + " failed", thrown);
        }
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** For callers that cannot afford a lambda: what {@link #run} does after success. */
    public void succeeded() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            problems.recovered(component + " works again after " + (failures.sum() - failedBefore) + " failures");
        }
    }

    public String component() {
        return component;
    }

    /** How often the component has thrown. */
    public long failures() {
        return failures.sum();
    }

    public boolean isFailing() {
        return failing.get();
    }

    /** What it threw last, or null. */
    public @Nullable Throwable last() {
        return last;
    }
}
