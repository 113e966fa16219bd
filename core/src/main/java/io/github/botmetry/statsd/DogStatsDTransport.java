package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands values over to java-dogstatsd-client by its public calls.
 *
 * <p>The client lives until the server's address changes or something could not be sent. It says so later and of no line in
 * particular: so after a failure, as at the start, the first value is a probe, for which a client is stopped again.
 */
final class DogStatsDTransport implements Transport {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = 20_000_000;

    /** Value, type, rate and the marks between them; a longer value is added. */
    private static final int LINE_BYTES = 40;

    /** The client writes six decimals, and some of a double are lost above. */
    private static final double SIX_DECIMALS = 1e6;

    private static final double MAX_WITH_DECIMALS = 1e9;

    private final StatsDSettings settings;
    private final Traffic traffic;
    private final LineRefusals refusals;
    private final ServerAddress address;
    private final ClientErrors errors = new ClientErrors();
    private final HelperThread helper = new HelperThread();
    private final Pacer pacer;
    private ClientCalls calls = new ClientCalls();
    private @Nullable StatsDClient client;
    private @Nullable InetSocketAddress clientServer;
    private long seenErrors;
    private boolean isProbing = true;

    DogStatsDTransport(StatsDSettings settings, Traffic traffic, LineRefusals refusals) {
        this.settings = settings;
        this.traffic = traffic;
        this.refusals = refusals;
        this.address = new ServerAddress(settings.host(), settings.port());
        this.pacer = new Pacer(settings.interval());
    }

    @Override
    public void begin(long estimatedBytes) {
        calls = new ClientCalls();
        pacer.begin(estimatedBytes / settings.maxPacketBytes() + 1);
    }

    @Override
    public void count(WireName name, long added, Mark mark) throws IOException {
        int bytes = name.bytes() + LINE_BYTES;
        add(name, bytes, new ClientCalls.Call(to -> to.count(name.name(), added, name.tags()), bytes, mark, added));
    }

    /** A sign means a change to most servers, so that it has to come from zero. */
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
        if (!calls.isEmpty() && calls.bytes() + call.bytes() > settings.maxPacketBytes()) {
            handOver();
        }
        calls.add(call);
    }

    private void handOver() throws IOException {
        pacer.await();
        if (settings.client() == null && isProbing) {
            probe();
        }
        ClientCalls handed = calls;
        calls = new ClientCalls();
        run(client(), handed);
        requireNoErrors();
    }

    private void probe() throws IOException {
        retire();
        StatsDClient probe = make(server());
        ClientCalls first = calls.takeFirst();
        long before = errors.count();
        call(STOP_LIMIT, () -> {
            first.runOn(probe);
            probe.stop();
        });
        seenErrors = errors.count();
        if (seenErrors > before) {
            throw failure("nothing can be sent"); // the first value was not marked: it comes again
        }
        isProbing = false;
        traffic.handedOver(first.settle());
    }

    private void run(StatsDClient to, ClientCalls handed) throws IOException {
        try {
            call(CALL_LIMIT, () -> handed.runOn(to));
        } finally {
            traffic.handedOver(handed.settle());
        }
    }

    private void call(Duration limit, Runnable body) throws IOException {
        try {
            helper.call("a call of java-dogstatsd-client", limit, () -> {
                body.run();
                return true;
            });
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            isProbing = true;
            throw e;
        }
    }

    private StatsDClient client() throws IOException {
        StatsDClient given = settings.client();
        if (given != null) {
            return given;
        }
        InetSocketAddress server = server();
        if (!Objects.equals(server, clientServer)) {
            retire();
        }
        if (client == null) {
            client = make(server);
            clientServer = server;
        }
        return client;
    }

    private @Nullable InetSocketAddress server() throws IOException {
        return settings.socket() == null ? address.get() : null;
    }

    private StatsDClient make(@Nullable InetSocketAddress server) throws IOException {
        return helper.call(
                "the start of java-dogstatsd-client", CALL_LIMIT, () -> new ClientMaker(settings, errors).make(server));
    }

    /** Stops the client that there is, which sends the rest of what it was given. */
    private void retire() throws IOException {
        StatsDClient retired = client;
        client = null;
        if (retired != null) {
            call(STOP_LIMIT, retired::stop);
        }
    }

    private void requireNoErrors() throws IOException {
        long count = errors.count();
        long lost = count - seenErrors;
        seenErrors = count;
        if (lost > 0) {
            traffic.perhapsLost(lost);
            throw failure(lost + " datagrams are perhaps lost");
        }
    }

    private IOException failure(String what) {
        isProbing = true;
        address.lookUp();
        return new IOException(what + ", " + settings.destination() + ": " + errors.last(), errors.last());
    }

    @Override
    public void finish() throws IOException {
        if (!calls.isEmpty()) {
            handOver();
            errors.comeAfter(seenErrors, LOOK_NANOS);
        }
        requireNoErrors();
    }

    @Override
    public void close(Duration limit) throws IOException {
        StatsDClient closed = client;
        client = null;
        try {
            if (closed != null) {
                helper.call("the end of java-dogstatsd-client", limit, () -> {
                    closed.stop();
                    return true;
                });
            }
        } finally {
            helper.end();
        }
        requireNoErrors();
    }
}
