package io.github.botmetry.statsd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connected UDP socket, so that the system reports when no server listens at the other end.
 *
 * <p>Opened by {@link #connect}. Non-blocking, so that an interrupt does not close it. Used by the flush thread only.
 */
final class UdpSocket {

    private static final long RETRY_NANOS = 1_000_000;
    private static final int MAX_RETRIES = 1_000;
    private static final int MAX_ANSWERS = 100;

    private final ByteBuffer answer = ByteBuffer.allocateDirect(16);
    private @Nullable DatagramChannel channel;
    private @Nullable InetSocketAddress server;

    boolean isOpen() {
        return channel != null && channel.isOpen();
    }

    void connect(InetSocketAddress wanted) throws IOException {
        if (isOpen() && wanted.equals(server)) {
            return;
        }
        close();
        DatagramChannel opened = DatagramChannel.open();
        channel = opened;
        server = wanted;
        try {
            opened.configureBlocking(false);
            opened.connect(wanted);
        } catch (IOException | RuntimeException e) {
            close();
            throw new IOException("cannot send to " + wanted + ": " + e, e);
        }
    }

    /** Sends one datagram; waits about 1 s at most for room in the system's buffer. */
    void send(ByteBuffer datagram) throws IOException {
        int retries = 0;
        while (open().write(datagram) == 0) {
            if (retries++ == MAX_RETRIES) {
                throw new IOException("the network has taken no datagram for a second");
            }
            LockSupport.parkNanos(RETRY_NANOS);
            Pacer.requireNoInterrupt();
        }
    }

    /** Throws the error that the system has for datagrams sent earlier, if any. */
    void look() throws IOException {
        int answers = 0;
        while (open().read(answer.clear()) > 0 && answers < MAX_ANSWERS) {
            answers++; // a StatsD server never answers: other packets are dropped
        }
    }

    private DatagramChannel open() throws IOException {
        if (channel == null) {
            throw new IOException("the socket is closed");
        }
        return channel;
    }

    void close() throws IOException {
        DatagramChannel closed = channel;
        channel = null;
        if (closed != null) {
            closed.close();
        }
    }
}
