package io.github.botmetry.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A UDP port where StatsD datagrams arrive; hands them on to a real server if there is one. */
final class StatsDReceiver implements AutoCloseable {

    private static final int SOCKET_BUFFER = 4_000_000;

    private final DatagramSocket socket;
    private final @Nullable InetSocketAddress server;
    private final Numbers numbers;
    private final AtomicLong datagrams = new AtomicLong();

    StatsDReceiver(Numbers numbers, @Nullable InetSocketAddress server) throws IOException {
        this.numbers = numbers;
        this.server = server;
        this.socket = new DatagramSocket(0, server == null ? InetAddress.getLoopbackAddress() : null);
        socket.setReceiveBufferSize(SOCKET_BUFFER);
        Thread thread = new Thread(this::receive, "demo-statsd");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    long datagrams() {
        return datagrams.get();
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        while (!socket.isClosed()) {
            try {
                packet.setLength(packet.getData().length);
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                text.lines().forEach(numbers::add);
                datagrams.incrementAndGet();
                if (server != null) {
                    socket.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    System.err.println("demo: " + e);
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
