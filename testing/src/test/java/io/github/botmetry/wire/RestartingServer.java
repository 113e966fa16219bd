package io.github.botmetry.wire;

import io.github.botmetry.testing.StatsDParser;
import io.github.botmetry.testing.UdpCapture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;

/** A StatsD server that goes away and comes back on the same port; what it got before is not forgotten. */
final class RestartingServer implements AutoCloseable {

    /** Below the ports that the system gives to others meanwhile. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final int TRIES = 50;

    private final StatsDParser parser;
    private final List<UdpCapture> runs = new ArrayList<>();
    private final InetSocketAddress address;
    private boolean isThere = true;

    RestartingServer(StatsDParser parser) {
        this.parser = parser;
        this.address = started();
    }

    private InetSocketAddress started() {
        Random random = new Random();
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            try {
                InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                runs.add(UdpCapture.start(parser, free));
                return free;
            } catch (AssertionError e) {
                continue; // taken
            }
        }
        throw new AssertionError("no port of " + TRIES + " was free");
    }

    String host() {
        return address.getAddress().getHostAddress();
    }

    int port() {
        return address.getPort();
    }

    /** Nobody listens from now on. */
    void leave() {
        if (isThere) {
            isThere = false;
            last().settle();
            last().close();
        }
    }

    void come() {
        if (!isThere) {
            runs.add(UdpCapture.start(parser, address));
            isThere = true;
        }
    }

    UdpCapture last() {
        return runs.get(runs.size() - 1);
    }

    private long sum(ToLongFunction<UdpCapture> figure) {
        return runs.stream().mapToLong(figure).sum();
    }

    long datagrams() {
        return sum(run -> run.datagrams().size());
    }

    long counter(String name, String... tags) {
        return sum(run -> run.counter(name, tags));
    }

    long timingCount(String name, String... tags) {
        return sum(run -> run.timingCount(name, tags));
    }

    /** The last value that came, NaN if none did. */
    double gauge(String name, String... tags) {
        double gauge = Double.NaN;
        for (UdpCapture run : runs) {
            double value = run.gauge(name, tags);
            gauge = Double.isNaN(value) ? gauge : value;
        }
        return gauge;
    }

    @Override
    public void close() {
        runs.forEach(UdpCapture::close);
    }
}
