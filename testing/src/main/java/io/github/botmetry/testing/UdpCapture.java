package io.github.botmetry.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Capture and check a bot's StatsD datagrams, with a UDP server on loopback.
 *
 * <pre>{@code
 * try (UdpCapture capture = UdpCapture.plain()) {
 *     Botmetry botmetry = Botmetry.builder()
 *             .install(StatsD.builder().host(capture.host()).port(capture.port()).prefix("mybot").build())
 *             .build();
 *     botmetry.stats().incr("packages.requested");
 *     botmetry.close();
 *     capture.await(c -> c.counter("mybot.packages.requested") == 1);
 * }
 * }</pre>
 *
 * <p>Thread-safe. After a malformed line, {@link #close()} and every method that gives numbers fail.
 */
public final class UdpCapture implements AutoCloseable {

    private static final int MAX_DATAGRAM_BYTES = 65_535;
    private static final int RECEIVE_BUFFER_BYTES = 8 * 1024 * 1024;
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final StatsDParser parser;
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final String marker = "settle-" + UUID.randomUUID();
    private final Thread thread = new Thread(this::receiveAll, "udp-capture");
    private final List<Datagram> datagrams = new ArrayList<>();
    private final Tally tally;
    private int tallied;
    private int markersSeen;
    private int markersSent;
    private @Nullable IOException broken;

    /**
     * One received datagram.
     *
     * @param text its bytes as UTF-8
     * @param bytes its length
     * @param source address of the sender
     */
    public record Datagram(String text, int bytes, SocketAddress source) {

        /** Its lines; a line break at the end adds none. */
        public List<String> lines() {
            String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return List.of(body.split("\n", -1));
        }
    }

    private UdpCapture(StatsDParser parser, InetSocketAddress loopback) throws IOException {
        this.parser = parser;
        this.tally = new Tally(parser);
        this.channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        channel.bind(loopback);
        this.address = (InetSocketAddress) channel.getLocalAddress();
        thread.setDaemon(true);
    }

    /** Starts a server of the plain dialect. */
    public static UdpCapture plain() {
        return start(new PlainParser());
    }

    /** Starts a server of DogStatsD. */
    public static UdpCapture dogStatsD() {
        return start(new DogStatsDParser());
    }

    /** Starts a server on the loopback address and a free port. */
    public static UdpCapture start(StatsDParser parser) {
        return start(parser, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Starts a server on this loopback address, such as {@code ::1}; port 0 is any free port. */
    public static UdpCapture start(StatsDParser parser, InetSocketAddress loopback) {
        if (loopback.isUnresolved() || !loopback.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("loopback must be an address of the machine itself, was " + loopback);
        }
        try {
            UdpCapture capture = new UdpCapture(parser, loopback);
            capture.thread.start();
            return capture;
        } catch (IOException e) {
            throw new AssertionError("no UDP server on " + loopback, e);
        }
    }

    public String host() {
        return address.getAddress().getHostAddress();
    }

    public int port() {
        return address.getPort();
    }

    /** All datagrams received so far, malformed ones too. */
    public synchronized List<Datagram> datagrams() {
        return List.copyOf(datagrams);
    }

    /** All lines received so far, malformed ones too. */
    public List<String> lines() {
        return datagrams().stream()
                .flatMap(datagram -> datagram.lines().stream())
                .toList();
    }

    /** All lines received so far, parsed; fails if one is malformed. */
    public synchronized List<StatsDLine> parsed() {
        return tally().lines();
    }

    /** Errors of malformed lines, with their senders. */
    public synchronized List<String> malformed() {
        return upToDate().malformed();
    }

    /**
     * Total of this counter on a server.
     *
     * @param tags as {@code key:value}; selects lines with these tags, which may have others too
     */
    public synchronized long counter(String name, String... tags) {
        return tally().counter(name, tags);
    }

    /** Value of this gauge on a server, with signs read as the dialect does; NaN if none was received. */
    public synchronized double gauge(String name, String... tags) {
        return tally().gauge(name, tags);
    }

    /** Durations received under this name; {@link #timingCount} gives the number of recorded ones. */
    public synchronized List<Duration> timings(String name, String... tags) {
        return tally().timings(name, tags);
    }

    /** Number of durations recorded under this name, computed from the rates as a server does. */
    public synchronized long timingCount(String name, String... tags) {
        return tally().timingCount(name, tags);
    }

    /** Bytes of all datagrams together. */
    public synchronized long bytes() {
        return datagrams.stream().mapToLong(Datagram::bytes).sum();
    }

    /** Bytes of the largest datagram; 0 if none was received. */
    public synchronized int maxDatagramBytes() {
        return datagrams.stream().mapToInt(Datagram::bytes).max().orElse(0);
    }

    /** Waits until the condition holds, 10 seconds at most. */
    public void await(Predicate<? super UdpCapture> condition) {
        await(DEFAULT_LIMIT, condition);
    }

    /** Waits until the condition holds; fails after the limit, with the received lines. */
    public synchronized void await(Duration limit, Predicate<? super UdpCapture> condition) {
        Waiting.on(this, limit, () -> condition.test(this));
    }

    /** Waits for all datagrams sent before; loopback neither loses nor reorders them. */
    public synchronized void settle() {
        int mark = ++markersSent;
        try {
            channel.send(ByteBuffer.wrap(marker.getBytes(StandardCharsets.UTF_8)), address);
        } catch (IOException e) {
            throw new AssertionError("cannot send to itself", e);
        }
        await(capture -> capture.markersSeen >= mark);
    }

    private Tally tally() {
        Tally current = upToDate();
        current.requireWellFormed();
        return current;
    }

    private Tally upToDate() {
        if (broken != null) {
            throw new AssertionError("receiving failed", broken);
        }
        while (tallied < datagrams.size()) {
            tally.add(datagrams.get(tallied++));
        }
        return tally;
    }

    private void receiveAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
        try {
            while (true) {
                SocketAddress source = channel.receive(buffer.clear());
                keep(buffer.flip(), source);
            }
        } catch (ClosedChannelException e) {
            return; // close() ends the thread in this way
        } catch (IOException e) {
            broke(e);
        }
    }

    private synchronized void keep(ByteBuffer buffer, SocketAddress source) {
        int bytes = buffer.remaining();
        String text = StandardCharsets.UTF_8.decode(buffer).toString();
        if (text.equals(marker)) {
            markersSeen++;
        } else {
            datagrams.add(new Datagram(text, bytes, source));
        }
        notifyAll();
    }

    private synchronized void broke(IOException reason) {
        broken = reason;
        notifyAll();
    }

    /** Stops the server. Fails if a malformed line was received. */
    @Override
    public void close() {
        stop();
        synchronized (this) {
            upToDate().requireWellFormed();
        }
    }

    private void stop() {
        try {
            channel.close();
            thread.join(DEFAULT_LIMIT.toMillis());
        } catch (IOException e) {
            throw new AssertionError("cannot close the UDP server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized String toString() {
        return parser.getClass().getSimpleName() + " on " + address + " got " + datagrams.size() + " datagrams: "
                + lines().stream().limit(50).toList();
    }
}
