package io.github.botmetry.statsd;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts what Datadog's client says it could not send: a datagram each, or a line that was too long for one.
 *
 * <p>Called on the client's threads, which die if this throws.
 */
final class ClientErrors {

    private long count;
    private @Nullable Throwable last;

    /** Says that another client than ours, or none, is on the class path. */
    static IOException misfit(LinkageError thrown) {
        return new IOException(
                "the java-dogstatsd-client on the class path is not the one that Botmetry needs, com.datadoghq:"
                        + "java-dogstatsd-client 4.4.5 or newer: " + thrown,
                thrown);
    }

    synchronized void failed(@Nullable Throwable thrown) {
        count++;
        last = thrown;
        notifyAll();
    }

    synchronized long count() {
        return count;
    }

    synchronized @Nullable Throwable last() {
        return last;
    }

    /** Waits a moment for errors beyond these; keeps an interrupt, which ends the wait. */
    synchronized boolean comeAfter(long seen, long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            for (long left = nanos; count == seen && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return count > seen;
    }
}
