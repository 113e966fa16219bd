package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;

/** A UDP port of loopback that is open and never read: what is sent there costs the sender what it always costs. */
final class Deaf implements AutoCloseable {

    private final DatagramSocket socket;

    Deaf() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    String host() {
        return socket.getLocalAddress().getHostAddress();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
