package io.github.botmetry.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** State of one guarded part: failing from its first failure until its next success. Thread-safe. */
final class Outage {

    private final WarningEntry entry;
    private volatile boolean isOn;
    private volatile long onSinceNanos;
    private volatile String cause = "";
    private volatile @Nullable Class<?> lastClass;

    Outage(WarningEntry entry) {
        this.entry = entry;
    }

    /** The state comes first: it must be true also where there is no memory for the rest. */
    void occurred(Throwable thrown) {
        Class<?> type = thrown.getClass();
        boolean isNew = !isOn || type != lastClass;
        if (!isOn) {
            entry.begin(this);
        }
        if (isNew) { // a part that fails a million times a second is described once
            lastClass = type;
            setCause(type.getName());
            describe(thrown);
        }
        entry.count();
        entry.say(thrown);
    }

    void occurred(String newCause, @Nullable Throwable thrown) {
        if (!isOn) {
            entry.begin(this);
        }
        setCause(newCause);
        entry.count();
        entry.say(thrown);
    }

    /** Counts it if it is on for the same reason; false if it is not. */
    boolean occursAgain(String sameCause) {
        return sameCause.equals(cause) && occursAgain();
    }

    /** Counts it if it is on, whatever the reason is; false if it is not. */
    boolean occursAgain() {
        if (!isOn) {
            return false;
        }
        entry.count();
        entry.say(null);
        return true;
    }

    private void describe(Throwable thrown) {
        if (PlainThrowables.contain(thrown)) {
            setCause(Causes.describe(thrown));
        } else {
            entry.onTheLogThread(() -> {
                String described = Causes.describe(thrown);
                if (lastClass == thrown.getClass()) {
                    setCause(described);
                }
            });
        }
    }

    private void setCause(String newCause) {
        cause = newCause;
        entry.setCause(newCause);
    }

    /** It works again, if it did not. */
    void over() {
        if (isOn) {
            entry.end(this);
        }
    }

    /** Called by the entry, under its lock. */
    boolean turn(boolean on) {
        boolean isTurned = isOn != on;
        if (isTurned && on) {
            onSinceNanos = System.nanoTime();
        }
        isOn = on;
        return isTurned;
    }

    boolean isOn() {
        return isOn;
    }

    Duration onFor() {
        return isOn ? Duration.ofNanos(System.nanoTime() - onSinceNanos) : Duration.ZERO;
    }

    /** Reason of the last failure, also if it is over; empty if it never failed. */
    String cause() {
        return cause;
    }
}
