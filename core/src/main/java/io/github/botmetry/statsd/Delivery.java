package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClientErrorHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which datagrams of one flush have left.
 *
 * <p>Written by the client's threads, read by the flush thread; a datagram that would leave after the end is refused, since
 * its lines come again.
 */
final class Delivery implements StatsDClientErrorHandler {

    private final List<Datagram> datagrams;
    private final Traffic traffic;
    private final BitSet delivered = new BitSet();
    private boolean ended;
    private @Nullable Exception failure;

    Delivery(List<Datagram> datagrams, Traffic traffic) {
        this.datagrams = datagrams;
        this.traffic = traffic;
    }

    synchronized void requireOpen() throws IOException {
        if (ended) {
            throw new IOException("the flush was given up");
        }
    }

    synchronized void written(List<Integer> numbers, int bytes, @Nullable Exception thrown) {
        if (thrown != null) {
            failure = thrown;
            return;
        }
        numbers.forEach(delivered::set);
        traffic.sent(
                bytes,
                numbers.stream()
                        .mapToInt(number -> datagrams.get(number).lineCount())
                        .sum());
    }

    /** The client's own troubles; this must not throw, or the client's thread dies. */
    @Override
    public synchronized void handle(Exception exception) {
        failure = exception;
    }

    /** Tells the lines that have left; called on the flush thread, to which their state belongs. */
    synchronized void end() {
        ended = true;
        delivered.stream().forEach(number -> datagrams.get(number).tellDelivered());
    }

    synchronized void throwIfFailed(InetSocketAddress server) throws IOException {
        int missing = datagrams.size() - delivered.cardinality();
        if (missing > 0) {
            throw new IOException(
                    missing + " of " + datagrams.size() + " datagrams could not be sent to " + server, failure);
        }
    }
}
