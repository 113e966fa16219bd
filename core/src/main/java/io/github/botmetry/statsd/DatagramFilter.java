package io.github.botmetry.statsd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stands between the client and its socket: sends only our text on, paced, and tells which have left. */
final class DatagramFilter implements WritableByteChannel {

    /** A server's socket holds some hundred datagrams by default; at this pace even a slow one reads them as they come. */
    private static final int UNPACED_DATAGRAMS = 32;

    private static final int DATAGRAMS_PER_PAUSE = 4;
    private static final long PAUSE_NANOS = 1_000_000;

    private final WritableByteChannel socket;
    private final Delivery delivery;
    private int datagrams;

    DatagramFilter(WritableByteChannel socket, Delivery delivery) {
        this.socket = socket;
        this.delivery = delivery;
    }

    @Override
    public int write(ByteBuffer packet) throws IOException {
        int packetBytes = packet.remaining();
        List<Integer> numbers = new ArrayList<>();
        ByteBuffer datagram = MarkedText.unmark(packet, numbers::add);
        int datagramBytes = datagram.remaining();
        if (datagramBytes > 0) {
            delivery.requireOpen();
            pace();
            delivery.written(numbers, datagramBytes, send(datagram));
        }
        return packetBytes; // what the client wanted to be written; it compares
    }

    private @Nullable IOException send(ByteBuffer datagram) {
        try {
            socket.write(datagram);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private void pace() {
        datagrams++;
        if (datagrams > UNPACED_DATAGRAMS && datagrams % DATAGRAMS_PER_PAUSE == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
