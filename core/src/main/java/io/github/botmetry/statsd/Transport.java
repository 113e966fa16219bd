package io.github.botmetry.statsd;

import java.io.IOException;
import java.time.Duration;

/**
 * Carries the values of a flush to the server, as they come. Used by the flush thread only.
 *
 * <p>A value is marked once it has left. An {@link IOException} ends the flush: what was not marked comes again.
 */
interface Transport {

    /** Begins a flush whose lines take about so many bytes. */
    void begin(long estimatedBytes);

    void count(WireName name, long added, Mark mark) throws IOException;

    void gauge(WireName name, double value, Mark mark) throws IOException;

    void durations(WireName name, Durations fresh, Mark mark) throws IOException;

    /** Sends what is left of the flush, and looks whether something went wrong with what was sent. */
    void finish() throws IOException;

    /** Releases what it holds. */
    void close(Duration limit) throws IOException;
}
