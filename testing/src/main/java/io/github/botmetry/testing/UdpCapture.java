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
 * Catch what a bot sends over StatsD: a UDP server on loopback that keeps every datagram.
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
 * <p>Thread-safe. A malformed line fails whatever asks for numbers, and {@link #close()}: it cannot go unnoticed.
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
     * One datagram as it came.
     *
     * @param text its bytes as UTF-8
     * @param bytes how long it was
     * @param source who sent it
     */
    public record Datagram(String text, int bytes, SocketAddress source) {

        /** Its lines; a line break at the end does not begin another one. */
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

    /** Starts one that reads the plain dialect. */
    public static UdpCapture plain() {
        return start(new PlainParser());
    }

    /** Starts one that reads DogStatsD. */
    public static UdpCapture dogStatsD() {
        return start(new DogStatsDParser());
    }

    /** Starts one on the loopback address and a free port. */
    public static UdpCapture start(StatsDParser parser) {
        return start(parser, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Starts one on this address of the machine itself, such as port 0, which is any free one, of {@code ::1}. */
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

    /** All datagrams that came so far, malformed ones too. */
    public synchronized List<Datagram> datagrams() {
        return List.copyOf(datagrams);
    }

    /** All lines that came so far, malformed ones too. */
    public List<String> lines() {
        return datagrams().stream()
                .flatMap(datagram -> datagram.lines().stream())
                .toList();
    }

    /** All lines that came so far, parsed; fails if one is malformed. */
    public synchronized List<StatsDLine> parsed() {
        return tally().lines();
    }

    /** What is wrong with malformed lines, and who sent them. */
    public synchronized List<String> malformed() {
        return upToDate().malformed();
    }

    /**
     * What a server has added to this counter.
     *
     * @param tags as {@code key:value}; lines that have these and perhaps others
     */
    public synchronized long counter(String name, String... tags) {
        return tally().counter(name, tags);
    }

    /** What a server shows for this gauge, signs read as the dialect does; NaN if it never came. */
    public synchronized double gauge(String name, String... tags) {
        return tally().gauge(name, tags);
    }

    /** The durations that came under this name; {@link #timingCount} says how many they stand for. */
    public synchronized List<Duration> timings(String name, String... tags) {
        return tally().timings(name, tags);
    }

    /** How many durations were recorded under this name, as a server computes it from the rates. */
    public synchronized long timingCount(String name, String... tags) {
        return tally().timingCount(name, tags);
    }

    /** Bytes of all datagrams together. */
    public synchronized long bytes() {
        return datagrams.stream().mapToLong(Datagram::bytes).sum();
    }

    /** Bytes of the largest datagram; 0 if none came. */
    public synchronized int maxDatagramBytes() {
        return datagrams.stream().mapToInt(Datagram::bytes).max().orElse(0);
    }

    /** Waits until the condition holds, 10 seconds at most. */
    public void await(Predicate<? super UdpCapture> condition) {
        await(DEFAULT_LIMIT, condition);
    }

    /** Waits until the condition holds; fails after the limit, saying what came instead. */
    public synchronized void await(Duration limit, Predicate<? super UdpCapture> condition) {
        Waiting.on(this, limit, () -> condition.test(this));
    }

    /** Waits until everything is here that was sent before, which on loopback is neither lost nor overtaken. */
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
            return; // this is how close() ends it
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

    /** Ends it. Fails if a malformed line had come. */
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
