package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClientErrorHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of one flush have left.
 *
 * <p>Written by the client's threads, read by the flush thread; a datagram that would leave after the end is refused, since
 * its lines come again.
 */
final class Delivery implements StatsDClientErrorHandler {

    private final List<Line> lines;
    private final Traffic traffic;
    private final BitSet delivered;
    private boolean ended;
    private @Nullable Exception failure;

    Delivery(List<Line> lines, Traffic traffic) {
        this.lines = lines;
        this.traffic = traffic;
        this.delivered = new BitSet(lines.size());
    }

    synchronized void requireOpen() throws IOException {
        if (ended) {
            throw new IOException("the flush was given up");
        }
    }

    synchronized void datagram(List<Integer> numbers, int bytes, @Nullable Exception thrown) {
        if (thrown != null) {
            failure = thrown;
            return;
        }
        numbers.forEach(delivered::set);
        traffic.sent(bytes, numbers.size());
    }

    /** The client's own troubles; this must not throw, or the client's thread dies. */
    @Override
    public synchronized void handle(Exception exception) {
        failure = exception;
    }

    /** Tells the lines that have left; called on the flush thread, to which their state belongs. */
    synchronized void end() {
        ended = true;
        delivered.stream().forEach(number -> lines.get(number).delivered().run());
    }

    synchronized void throwIfFailed(InetSocketAddress server) throws IOException {
        int missing = lines.size() - delivered.cardinality();
        if (missing > 0) {
            throw new IOException(missing + " of " + lines.size() + " lines could not be sent to " + server, failure);
        }
    }
}
