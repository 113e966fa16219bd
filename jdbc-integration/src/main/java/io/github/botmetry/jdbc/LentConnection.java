package io.github.botmetry.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import net.ttddyy.dsproxy.ConnectionInfo;

/** Tracks a connection that the bot holds: since when, and if it still does. */
final class LentConnection extends ConnectionInfo {

    private final long sinceNanos;
    private final AtomicBoolean isReturned = new AtomicBoolean();

    LentConnection(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Returns true at the first call only, since a connection may be closed more than once. */
    boolean giveBack() {
        return isReturned.compareAndSet(false, true);
    }
}
