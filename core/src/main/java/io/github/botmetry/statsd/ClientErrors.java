package io.github.botmetry.statsd;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the errors of Datadog's client: a datagram that it could not send, or a line too long for one.
 *
 * <p>Called on the client's threads, which die if this throws.
 */
final class ClientErrors {

    private long count;
    private @Nullable Throwable last;

    /** Explains a LinkageError: the client on the class path is missing or of another version. */
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

    /** Waits for further errors; an interrupt ends the wait and stays set. */
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
