package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A StatsD server on loopback that only adds up the counters of {@link Names}. */
final class Drain implements AutoCloseable {

    private static final byte[] WANTED = "commands".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 64 * 1024 * 1024;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final Thread thread = new Thread(this::receiveAll, "drain");
    private long total;
    private long datagrams;
    private long lastNanos = System.nanoTime();

    Drain() {
        try {
            channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            address = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    String host() {
        return address.getAddress().getHostAddress();
    }

    int port() {
        return address.getPort();
    }

    private void receiveAll() {
        byte[] bytes = new byte[65_535];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (true) {
                channel.receive(buffer.clear());
                add(bytes, buffer.position());
            }
        } catch (ClosedChannelException e) {
            return; // this is how close() ends it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(byte[] bytes, int length) {
        datagrams++;
        lastNanos = System.nanoTime();
        int start = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || bytes[i] == '\n') {
                total += value(bytes, start, i);
                start = i + 1;
            }
        }
        notifyAll();
    }

    /** The value of a line {@code name:value|c}; 0 if it is not one of the names of the benchmarks. */
    private static long value(byte[] bytes, int start, int end) {
        int at = start;
        for (byte wanted : WANTED) {
            if (at >= end || bytes[at++] != wanted) {
                return 0;
            }
        }
        while (at < end && bytes[at] != ':') {
            at++;
        }
        long value = 0;
        for (at++; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    /** Waits until nothing has come for this long. */
    synchronized void awaitQuiet(Duration quiet) throws InterruptedException {
        long left = quiet.toNanos();
        while (left > 0) {
            wait(Math.max(1, left / 1_000_000));
            left = lastNanos + quiet.toNanos() - System.nanoTime();
        }
    }

    synchronized long total() {
        return total;
    }

    synchronized long datagrams() {
        return datagrams;
    }

    /** How many datagrams the kernel has dropped since this was too slow; -1 where it does not say. */
    long dropped() {
        Path sockets = Path.of("/proc/net/udp");
        if (!Files.isReadable(sockets)) {
            return -1;
        }
        String port = String.format(":%04X ", port());
        try {
            List<String> lines = Files.readAllLines(sockets);
            return lines.stream()
                    .filter(line -> line.contains(port))
                    .map(line -> line.strip().split("\\s+"))
                    .mapToLong(columns -> Long.parseLong(columns[columns.length - 1]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
