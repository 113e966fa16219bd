package io.github.botmetry.stats;

import java.time.Duration;

/**
 * Send numbers to a server of your own.
 *
 * <p>Called on Botmetry's flush thread only. The series carry totals since the start: a sink remembers what it has sent.
 */
public interface StatsSink {

    /**
     * Sends what is new.
     *
     * @throws Exception nothing was taken; the same totals come again with the next flush
     */
    void flush(Iterable<Series> series) throws Exception;

    /** How often {@link #flush} is called. */
    default Duration interval() {
        return Duration.ofSeconds(10);
    }

    /** Releases what the sink holds, within the limit; the last {@link #flush} has been called before. */
    default void close(Duration limit) {}
}
