package io.github.botmetry.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import net.ttddyy.dsproxy.ConnectionInfo;

/** What is known of a connection that the bot holds: since when, and whether it still does. */
final class LentConnection extends ConnectionInfo {

    private final long sinceNanos;
    private final AtomicBoolean isReturned = new AtomicBoolean();

    LentConnection(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** True for the first who asks: connections may be closed as often as one likes. */
    boolean giveBack() {
        return isReturned.compareAndSet(false, true);
    }
}
