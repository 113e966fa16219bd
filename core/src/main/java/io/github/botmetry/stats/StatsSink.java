package io.github.botmetry.stats;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Send numbers to a server of your own.
 *
 * <p>Each sink has its own thread, so it may wait. The series carry totals since the start: a sink remembers which part it has
 * sent.
 */
public interface StatsSink {

    /**
     * Sends the numbers recorded since the last successful flush.
     *
     * <p>Called on the sink's thread. The interval begins at the end of the previous flush. A flush that takes longer than a
     * quarter of the interval (at least 5 s, at most 30 s) is one warning. The last flush, during close, has at most 2 s and is
     * then interrupted: end it with an exception.
     *
     * @throws Exception if the numbers were not sent; the next flush carries the same totals again
     */
    void flush(Iterable<Series> series) throws Exception;

    /** Delay between two flushes, positive, 10 s by default; asked once. */
    default Duration interval() {
        return Duration.ofSeconds(10);
    }

    /** Figures for the health of the component, such as {@code datagrams}; called on any thread. */
    default Map<String, Long> figures() {
        return Map.of();
    }

    /**
     * Counts the amounts in these series that are not delivered yet: increments of counters, and durations. Called on any
     * thread, also while a flush runs.
     *
     * @return empty if unknown; Botmetry then assumes everything recorded since the last successful flush began
     */
    default OptionalLong waiting(Iterable<Series> series) {
        return OptionalLong.empty();
    }

    /** Releases the sink's resources within the limit, after the last {@link #flush}. */
    default void close(Duration limit) {}
}
