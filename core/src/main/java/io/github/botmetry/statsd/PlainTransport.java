package io.github.botmetry.statsd;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines in datagrams over a connected UDP socket of its own.
 *
 * <p>After the system has reported that no server listens, the first datagram of a flush is a probe, and the others wait for
 * its result. The report names no datagram, so all of the flush are counted as perhaps lost. Only a report right after the
 * first one is certain to mean that one: its values are sent again.
 */
final class PlainTransport implements Transport {

    private static final long LOOK_NANOS = 1_000_000;
    private static final int PROBE_LOOKS = 20;

    private final ServerAddress address;
    private final UdpSocket socket = new UdpSocket();
    private final Datagram datagram;
    private final Pacer pacer;
    private final Traffic traffic;
    private final LineRefusals refusals;
    private final int maxPacketBytes;
    private int sent;
    private boolean isProbing;
    private @Nullable IOException late;

    PlainTransport(StatsDSettings settings, Traffic traffic, LineRefusals refusals) {
        this.address = new ServerAddress(settings.host(), settings.port());
        this.maxPacketBytes = settings.maxPacketBytes();
        this.datagram = new Datagram(maxPacketBytes);
        this.pacer = new Pacer(settings.interval());
        this.traffic = traffic;
        this.refusals = refusals;
    }

    @Override
    public void begin(long estimatedBytes) {
        datagram.clear();
        lookAtLastFlush();
        sent = 0;
        pacer.begin(estimatedBytes / maxPacketBytes + 1);
    }

    /** Reads a late report from a distant server, which means datagrams of the previous flush. */
    private void lookAtLastFlush() {
        late = null;
        if (socket.isOpen() && sent > 0) {
            try {
                socket.look();
            } catch (IOException e) {
                late = refused(e);
            }
        }
    }

    @Override
    public void count(WireName name, long added, Mark mark) throws IOException {
        add(name, name.name() + ':' + added + "|c", mark, added);
    }

    @Override
    public void gauge(WireName name, double value, Mark mark) throws IOException {
        String line = name.name() + ':' + Decimals.of(value) + "|g";
        // A server takes a signed value as a change, so 0 is sent first.
        add(name, value < 0 ? name.name() + ":0|g\n" + line : line, mark, 1);
    }

    @Override
    public void durations(WireName name, Durations fresh, Mark mark) throws IOException {
        PlainTimings timings = new PlainTimings(fresh);
        while (timings.hasNext()) {
            String line = name.name() + ':' + timings.next();
            add(name, line, mark, timings.advance());
        }
    }

    private void add(WireName name, String text, Mark mark, long amount) throws IOException {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        if (!datagram.canEverHold(line)) {
            refusals.tooLong(name, line.length + 1, maxPacketBytes);
            mark.refused(amount);
            return;
        }
        if (!datagram.fits(line)) {
            leave();
        }
        datagram.add(line, mark, amount);
    }

    private void leave() throws IOException {
        pacer.await();
        connect();
        if (sent > 0) {
            lookAtSent();
        }
        int bytes = datagram.content().remaining();
        send();
        if (sent == 0) {
            lookAtFirst();
        }
        sent++;
        traffic.sent(bytes, datagram.lines());
        datagram.left();
    }

    private void connect() throws IOException {
        try {
            socket.connect(address.get());
        } catch (IOException e) {
            address.lookUp();
            throw e;
        }
    }

    private void send() throws IOException {
        try {
            socket.send(datagram.content());
        } catch (PortUnreachableException e) {
            throw refused(e); // the report is about earlier datagrams; this one was not sent
        } catch (IOException | RuntimeException e) {
            socket.close();
            address.lookUp();
            throw new IOException("a datagram could not be sent to " + address + ": " + e, e);
        }
    }

    private void lookAtFirst() throws IOException {
        int looks = isProbing ? PROBE_LOOKS : 1;
        for (int i = 0; i < looks; i++) {
            if (i > 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            lookAtSent();
        }
        isProbing = false;
    }

    private void lookAtSent() throws IOException {
        try {
            socket.look();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private IOException refused(IOException cause) {
        isProbing = true;
        address.lookUp();
        String lost = sent == 0 ? "" : "; " + sent + " datagrams that were sent before are perhaps lost";
        traffic.perhapsLost(sent);
        sent = 0;
        return new IOException("nobody takes datagrams at " + address + ": " + cause + lost, cause);
    }

    @Override
    public void finish() throws IOException {
        if (!datagram.isEmpty()) {
            leave();
        }
        if (sent > 1) {
            lookAtSent();
        }
        if (late != null) {
            throw late;
        }
    }

    @Override
    public void close(Duration limit) throws IOException {
        try {
            if (socket.isOpen() && sent > 0) {
                lookAtSent();
            }
        } finally {
            socket.close();
        }
    }
}
