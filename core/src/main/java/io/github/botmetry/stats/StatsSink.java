package io.github.botmetry.stats;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Send numbers to a server of your own.
 *
 * <p>Called on one thread, which is this sink's alone: it may wait, and nobody waits for it. The series carry totals since the start: a sink remembers what it has sent.
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

    /** Gives figures for the health of the component, such as {@code datagrams}; asked on any thread. */
    default Map<String, Long> figures() {
        return Map.of();
    }

    /**
     * Counts what was recorded in these series and is not delivered yet, in amounts: what counters have counted, and durations.
     * Asked on any thread, also while a flush runs.
     *
     * @return empty if it does not know; then it is at most what was recorded since its last successful flush began
     */
    default OptionalLong waiting(Iterable<Series> series) {
        return OptionalLong.empty();
    }

    /** Releases what the sink holds, within the limit; the last {@link #flush} has been called before. */
    default void close(Duration limit) {}
}
