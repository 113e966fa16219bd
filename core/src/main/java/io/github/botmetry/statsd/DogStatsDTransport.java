package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Collects calls of java-dogstatsd-client's public methods, and hands them over in batches of several datagrams. */
final class DogStatsDTransport implements Transport {

    /** Estimate for value, type, rate and separators; the length of a long value is added. */
    private static final int LINE_BYTES = 40;

    /** Datagrams in one batch for the helper thread; on a busy machine each hand-over takes long. */
    private static final int HANDED_OVER = 32;

    /** Values below {@link #MAX_WITH_DECIMALS} are rounded to the six decimals that the client writes. */
    private static final double SIX_DECIMALS = 1e6;

    private static final double MAX_WITH_DECIMALS = 1e9;

    private final StatsDSettings settings;
    private final LineRefusals refusals;
    private final ClientHandover handover;
    private Pacer pacer;
    private ClientCalls calls = new ClientCalls();

    DogStatsDTransport(StatsDSettings settings, Traffic traffic, LineRefusals refusals, ThreadFactory threads) {
        this.settings = settings;
        this.refusals = refusals;
        this.handover = new ClientHandover(settings, traffic, threads);
        this.pacer = new Pacer(settings.interval());
    }

    @Override
    public void begin(long estimatedBytes) {
        calls = new ClientCalls();
        pacer = new Pacer(settings.interval()); // an abandoned helper may still use the old one
        pacer.begin(estimatedBytes / settings.maxPacketBytes() + 1);
    }

    @Override
    public void count(WireName name, long added, Mark mark) throws IOException {
        int bytes = name.bytes() + LINE_BYTES;
        add(name, bytes, new ClientCalls.Call(to -> to.count(name.name(), added, name.tags()), bytes, mark, added));
    }

    /** Sends 0 before a negative value, since most servers take a signed value as a change. */
    @Override
    public void gauge(WireName name, double value, Mark mark) throws IOException {
        boolean hasDecimals = Math.abs(value) < MAX_WITH_DECIMALS;
        double sent = hasDecimals ? Math.rint(value * SIX_DECIMALS) / SIX_DECIMALS + 0.0 : value;
        int bytes = name.bytes()
                + LINE_BYTES
                + (hasDecimals ? 0 : Decimals.of(value).length());
        add(name, bytes, new ClientCalls.Call(to -> gauge(to, name, sent), bytes, mark, 1));
    }

    private static void gauge(StatsDClient to, WireName name, double value) {
        if (value < 0) {
            to.gauge(name.name(), 0L, name.tags());
        }
        if (value == Math.rint(value) && Math.abs(value) < MAX_WITH_DECIMALS) {
            to.gauge(name.name(), (long) value, name.tags());
        } else {
            to.gauge(name.name(), value, name.tags());
        }
    }

    @Override
    public void durations(WireName name, Durations fresh, Mark mark) throws IOException {
        DogStatsDTimings timings = new DogStatsDTimings(fresh);
        int bytes = name.bytes() + LINE_BYTES;
        int linesOfDatagram = Math.max(1, settings.maxPacketBytes() / bytes);
        while (timings.hasNext()) {
            DogStatsDTimings.Part part = timings.next(linesOfDatagram);
            int partBytes = part.lines() * bytes;
            add(name, bytes, new ClientCalls.Call(to -> part.runOn(to, name), partBytes, mark, part.size()));
        }
    }

    private void add(WireName name, int lineBytes, ClientCalls.Call call) throws IOException {
        if (settings.client() == null && lineBytes > settings.maxPacketBytes()) {
            refusals.tooLong(name, lineBytes, settings.maxPacketBytes());
            call.mark().refused(call.amount());
            return;
        }
        if (!calls.isEmpty() && calls.bytes() + call.bytes() > HANDED_OVER * settings.maxPacketBytes()) {
            handOver();
        }
        calls.add(call);
    }

    private void handOver() throws IOException {
        Pacer.requireNoInterrupt();
        ClientCalls handed = calls;
        calls = new ClientCalls();
        handover.take(handed, pacer);
    }

    @Override
    public void finish() throws IOException {
        if (!calls.isEmpty()) {
            handOver();
        }
        handover.look();
    }

    @Override
    public void close(Duration limit) throws IOException {
        handover.close(limit);
    }
}
