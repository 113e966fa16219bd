package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on the bot's client or on one of ours.
 *
 * <p>Ours lives until the server's address changes or a datagram cannot be sent. The client reports this late and without
 * the value. So after a failure, and at the start on a Unix socket, the first value is a probe, for which a client is started
 * and stopped. For UDP the system is asked for a route to the address first. Used by the flush thread only.
 */
final class ClientHandover {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    /** Time for an error to come in: the client sends a moment after the call. */
    private static final long LOOK_NANOS = 20_000_000;

    private final StatsDSettings settings;
    private final Traffic traffic;
    private final ServerAddress address;
    private final ClientErrors errors = new ClientErrors();
    private final HelperThread helper;
    private @Nullable StatsDClient client;
    private @Nullable InetSocketAddress clientServer;
    private long seenErrors;
    private boolean isProbing;

    /** @param threads makes the thread on which the client is called */
    ClientHandover(StatsDSettings settings, Traffic traffic, ThreadFactory threads) {
        this.settings = settings;
        this.traffic = traffic;
        this.helper = new HelperThread(threads);
        this.address = new ServerAddress(settings.host(), settings.port());
        this.isProbing = settings.socket() != null;
    }

    /** Waits until the client has taken all calls; marks those it has taken, also when this throws. */
    void take(ClientCalls calls, Pacer pacer) throws IOException {
        if (settings.client() == null && isProbing) {
            probe(calls.takeFirst(), pacer);
        }
        StatsDClient to = client();
        try {
            call(CALL_LIMIT, calls::abandon, () -> {
                calls.runOn(to, pacer, settings.maxPacketBytes());
                return true;
            });
        } finally {
            traffic.handedOver(calls.settle());
        }
        requireNoErrors();
    }

    private void probe(ClientCalls first, Pacer pacer) throws IOException {
        retire();
        countLost();
        StatsDClient probe = make(server());
        call(STOP_LIMIT, first::abandon, () -> {
            first.runOn(probe, pacer, settings.maxPacketBytes());
            probe.stop();
            return true;
        });
        if (errors.count() > seenErrors) {
            seenErrors = errors.count();
            throw failure("nothing can be sent"); // the first value has no mark: it is sent again
        }
        isProbing = false;
        traffic.handedOver(first.settle());
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
        if (server != null) {
            requireWay(server);
        }
        return helper.call(
                "the start of java-dogstatsd-client", CALL_LIMIT, () -> new ClientMaker(settings, errors).make(server));
    }

    private void requireWay(InetSocketAddress server) throws IOException {
        UdpSocket tried = new UdpSocket();
        try {
            tried.connect(server);
        } catch (IOException e) {
            address.lookUp();
            throw e;
        } finally {
            tried.close();
        }
    }

    /** Stops our client, which sends its remaining values first. */
    private void retire() throws IOException {
        StatsDClient retired = client;
        client = null;
        if (retired != null) {
            call(STOP_LIMIT, () -> {}, Executors.callable(retired::stop));
        }
    }

    private void call(Duration limit, Runnable leaving, Callable<?> body) throws IOException {
        try {
            helper.call("a call of java-dogstatsd-client", limit, body, leaving);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            isProbing = true;
            throw e;
        }
    }

    /** Throws, at the end of a flush, if the client could not send a part of it. */
    void look() throws IOException {
        if (client != null) {
            errors.comeAfter(seenErrors, LOOK_NANOS);
        }
        requireNoErrors();
    }

    private void requireNoErrors() throws IOException {
        long lost = countLost();
        if (lost > 0) {
            throw failure(lost + " datagrams are perhaps lost");
        }
    }

    private long countLost() {
        long count = errors.count();
        long lost = count - seenErrors;
        seenErrors = count;
        traffic.perhapsLost(lost);
        return lost;
    }

    private IOException failure(String what) {
        isProbing = true;
        address.lookUp();
        return new IOException(what + ", " + settings.destination() + ": " + errors.last(), errors.last());
    }

    /** Stops our client, which sends its remaining values first; never stops the bot's. */
    void close(Duration limit) throws IOException {
        StatsDClient closed = client;
        client = null;
        try {
            if (closed != null) {
                helper.call("the end of java-dogstatsd-client", limit, Executors.callable(closed::stop));
            }
        } finally {
            helper.end();
        }
        requireNoErrors();
    }
}
