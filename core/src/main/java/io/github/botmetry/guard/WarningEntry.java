package io.github.botmetry.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One warning as it goes on: counts what occurs, and logs where it begins and where it ends. Thread-safe. */
final class WarningEntry {

    /** One that begins and ends all the time has its first lines, then one pair a minute. */
    private static final int LOGGED_AT_ONCE = 3;

    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final Warnings warnings;
    private final String code;
    private final String subject;
    private final String cure;
    private final LongAdder count = new LongAdder();
    private final AtomicBoolean isOn = new AtomicBoolean();
    private volatile String cause = "";
    private volatile @Nullable Class<?> lastClass;
    private volatile @Nullable Instant first;
    private volatile long lastMillis;
    private volatile long onSinceNanos;
    private long countBefore;
    private int begun;
    private long loggedAtNanos;
    private boolean isLogged;

    WarningEntry(Warnings warnings, String code, String subject, String cure) {
        this.warnings = warnings;
        this.code = code;
        this.subject = subject;
        this.cure = cure;
    }

    void occurred(Throwable thrown) {
        // Described anew only when it changes: a part that fails a million times a second is described once.
        boolean isNew = !isOn.get() || thrown.getClass() != lastClass;
        lastClass = thrown.getClass();
        occurred(isNew ? Causes.describe(thrown) : cause, thrown);
    }

    void occurred(String newCause, @Nullable Throwable thrown) {
        count.increment();
        lastMillis = System.currentTimeMillis();
        cause = newCause;
        if (!isOn.get() && isOn.compareAndSet(false, true)) {
            begin(thrown);
        }
    }

    private void begin(@Nullable Throwable thrown) {
        onSinceNanos = System.nanoTime();
        synchronized (this) {
            if (first == null) {
                first = Instant.ofEpochMilli(lastMillis);
            }
            countBefore = count.sum() - 1;
            begun++;
            long now = onSinceNanos;
            isLogged = begun <= LOGGED_AT_ONCE || now - loggedAtNanos > PAUSE_NANOS;
            loggedAtNanos = isLogged ? now : loggedAtNanos;
        }
        warnings.begun(this, isLogged, thrown);
    }

    /** It has ended, if it was on: one line says so. */
    void over() {
        if (isOn.get() && isOn.compareAndSet(true, false)) {
            long failures;
            boolean logged;
            synchronized (this) {
                failures = count.sum() - countBefore;
                logged = isLogged;
            }
            if (logged) {
                warnings.ended(subject + " works again after " + failures + (failures == 1 ? " failure" : " failures"));
            }
        }
    }

    Duration onFor() {
        return isOn.get() ? Duration.ofNanos(System.nanoTime() - onSinceNanos) : Duration.ZERO;
    }

    boolean isOn() {
        return isOn.get();
    }

    long count() {
        return count.sum();
    }

    String code() {
        return code;
    }

    /** What is or was wrong; empty if it never occurred. */
    String cause() {
        return cause;
    }

    /** Null if it never occurred. */
    @Nullable
    Warning warning() {
        Instant begin = first;
        return begin == null
                ? null
                : new Warning(
                        code, subject, cause, cure, begin, Instant.ofEpochMilli(lastMillis), count.sum(), !isOn.get());
    }
}
