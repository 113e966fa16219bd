package io.github.botmetry.guard;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One warning as it goes on: counts what occurs, and says where it begins and where it ends. Thread-safe.
 *
 * <p>Several parts may have the same name: it is on while one of them is.
 */
final class WarningEntry {

    /** One that begins and ends all the time has its first lines, then one pair a minute. */
    private static final int LOGGED_AT_ONCE = 3;

    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final Warnings warnings;
    private final String code;
    private final String subject;
    private final String cure;
    private final Outage own = new Outage(this);
    private final AtomicLong count = new AtomicLong(); // no LongAdder: that allocates
    private volatile String cause = "";
    private volatile long firstMillis;
    private volatile long lastMillis;
    private volatile int on;
    private volatile boolean isUnsaid;
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

    /** The state of a warning that is of no guard. */
    Outage own() {
        return own;
    }

    /** Neither allocates nor calls anything: an outage is one also where memory is short. */
    synchronized void begin(Outage outage) {
        if (!outage.turn(true)) {
            return;
        }
        on++;
        if (on > 1) {
            return; // said of another part with this name
        }
        lastMillis = System.currentTimeMillis();
        firstMillis = firstMillis == 0 ? lastMillis : firstMillis;
        countBefore = count.get();
        begun++;
        long now = System.nanoTime();
        isLogged = begun <= LOGGED_AT_ONCE || now - loggedAtNanos > PAUSE_NANOS;
        loggedAtNanos = isLogged ? now : loggedAtNanos;
        isUnsaid = true;
    }

    void count() {
        count.incrementAndGet();
        lastMillis = System.currentTimeMillis();
    }

    void setCause(String newCause) {
        cause = newCause;
    }

    void onTheLogThread(Runnable task) {
        warnings.onTheLogThread(task);
    }

    /** Says that it has begun, unless that is said. */
    void say(@Nullable Throwable thrown) {
        if (!isUnsaid) {
            return;
        }
        boolean isOverAlready;
        boolean logged;
        synchronized (this) {
            if (!isUnsaid) {
                return;
            }
            isUnsaid = false;
            isOverAlready = on == 0;
            logged = isLogged;
        }
        try {
            warnings.begun(this, logged, thrown);
        } catch (Throwable noMemory) {
            isUnsaid = true; // the next one is a new try
            throw noMemory;
        }
        if (isOverAlready && logged) {
            warnings.ended(this);
        }
    }

    void end(Outage outage) {
        synchronized (this) {
            if (!outage.turn(false)) {
                return;
            }
            on--;
            if (on > 0 || isUnsaid || !isLogged) {
                return;
            }
        }
        warnings.ended(this);
    }

    /** The text of the line that says that it is over. */
    synchronized String ending() {
        if (!code.equals(Warning.OUTAGE)) {
            return subject + ": no longer: \"" + cause + "\" [" + code + "]";
        }
        long failures = count.get() - countBefore;
        return subject + " works again after " + failures + (failures == 1 ? " failure" : " failures") + " [" + code
                + "]";
    }

    /** Null if it never occurred. */
    @Nullable
    Warning warning() {
        long first = firstMillis;
        return first == 0
                ? null
                : new Warning(
                        code,
                        subject,
                        cause,
                        cure,
                        Instant.ofEpochMilli(first),
                        Instant.ofEpochMilli(Math.max(first, lastMillis)),
                        count.get(),
                        on == 0);
    }
}
