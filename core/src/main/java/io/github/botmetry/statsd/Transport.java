package io.github.botmetry.statsd;

import java.io.IOException;
import java.time.Duration;

/**
 * Sends the values of a flush to the server. Used by the flush thread only.
 *
 * <p>A value is marked once it has left. An {@link IOException} ends the flush; values without a mark are sent with the next
 * one.
 */
interface Transport {

    /** Begins a flush; the estimate covers all its lines. */
    void begin(long estimatedBytes);

    void count(WireName name, long added, Mark mark) throws IOException;

    void gauge(WireName name, double value, Mark mark) throws IOException;

    void durations(WireName name, Durations fresh, Mark mark) throws IOException;

    /** Sends the rest of the flush, and throws if the system or the client reports a lost datagram. */
    void finish() throws IOException;

    /** Releases the socket or client within the limit. */
    void close(Duration limit) throws IOException;
}
