package io.github.botmetry.statsd;

import com.timgroup.statsd.BufferPool;
import com.timgroup.statsd.NonBlockingStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClientErrorHandler;
import com.timgroup.statsd.StatsDSender;
import com.timgroup.statsd.TagsCardinality;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Sends lines through java-dogstatsd-client, a datagram's worth at a time.
 *
 * <p>The client lives for one flush only: it wakes up two hundred times a second while it lives, looks its host up once, and
 * delivers what it holds only when it is stopped. It is told everything that would make it drop, aggregate, sample or add.
 */
final class DogStatsDTransport {

    private static final int BUFFERS = 16;
    private static final int QUEUE = 1024;

    private final StatsD options;
    private final Traffic traffic;
    private final int clientPacketBytes;

    DogStatsDTransport(StatsD options, Traffic traffic) {
        this.options = options;
        this.traffic = traffic;
        this.clientPacketBytes = options.maxPacketBytes() + MarkedText.overheadBytes();
    }

    Traffic traffic() {
        return traffic;
    }

    /**
     * Sends all lines, and tells each whose datagram has left.
     *
     * @throws IOException if some could not be sent; only those were not told
     */
    void deliver(List<Line> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
        List<Datagram> datagrams = Datagram.pack(lines, options.maxPacketBytes());
        Delivery delivery = new Delivery(datagrams, traffic);
        try (NonBlockingStatsDClient client = client(server, delivery)) {
            for (int i = 0; i < datagrams.size(); i++) {
                client.gauge(MarkedText.mark(datagrams.get(i).text(), i), 0);
            }
        } finally {
            delivery.end();
        }
        delivery.throwIfFailed(server);
    }

    private NonBlockingStatsDClient client(InetSocketAddress server, Delivery delivery) {
        NonBlockingStatsDClientBuilder builder = new NonBlockingStatsDClientBuilder()
                .addressLookup(() -> server)
                .telemetryAddressLookup(() -> server)
                .tagsCardinality(TagsCardinality.DEFAULT)
                .errorHandler(delivery)
                .blocking(true)
                .enableAggregation(false)
                .enableTelemetry(false)
                .originDetectionEnabled(false)
                .queueSize(QUEUE)
                .bufferPoolSize(BUFFERS)
                .maxPacketSizeBytes(clientPacketBytes)
                .threadFactory(DogStatsDTransport::daemon);
        // Anonymous, since the super constructor calls createSender: what it captures is set before, a field would not
        // be.
        return new NonBlockingStatsDClient(builder) {
            @Override
            protected StatsDSender createSender(
                    StatsDClientErrorHandler handler,
                    WritableByteChannel channel,
                    BufferPool pool,
                    BlockingQueue<ByteBuffer> buffers,
                    int senderWorkers,
                    ThreadFactory threadFactory)
                    throws Exception {
                WritableByteChannel filter = new DatagramFilter(channel, delivery);
                return super.createSender(handler, filter, pool, buffers, senderWorkers, threadFactory);
            }
        };
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
