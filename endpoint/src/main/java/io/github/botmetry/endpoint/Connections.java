package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.io.Connection;
import io.github.botmetry.endpoint.jetty.io.EndPoint;
import io.github.botmetry.endpoint.jetty.util.thread.Scheduler;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Bounds connections in number and time.
 *
 * <p>Jetty's idle time-out begins anew with each byte, so that one byte a second would hold a connection for ever, and its limits
 * count a connection only once it is open. A connection counts here until the system has its socket back. Thread-safe.
 */
final class Connections {

    /** The wait for clients to close after the answer; closing at once may cut the answer of a slow one. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long LOOK_NANOS = 100_000;

    /** The limit of streams, beside all other connections. */
    static final int MAX_STREAMS = 8;

    private final Settings.Limits limits;
    private final Scheduler scheduler;
    private final Map<SocketChannel, Held> held = new LinkedHashMap<>();

    /** The states, in the order in which connections make room for others: first those whose client is at fault. */
    private enum State {
        /** The answer has left. */
        SENT,
        /** It has not sent a whole request. */
        WAITING,
        /** The answer is on its way, and not taken yet. */
        SENDING,
        /** The answer is being made. */
        ANSWERING,
        /** It is a stream without end; streams have a limit of their own, and are not cut off for others. */
        STREAMING
    }

    private static final class Held {
        private final SocketChannel channel;
        private State state = State.WAITING;
        private @Nullable EndPoint endPoint;
        private Scheduler.@Nullable Task limit;
        private @Nullable Runnable endOfStream;
        private boolean isCut;

        Held(SocketChannel channel) {
            this.channel = channel;
        }

        /** Channels that are closed, whose sockets the system gets back in the selector's next round. */
        boolean isGone() {
            return !channel.isOpen() && !channel.isRegistered();
        }
    }

    Connections(Settings.Limits limits, Scheduler scheduler) {
        this.limits = limits;
        this.scheduler = scheduler;
    }

    /** Waits until there is room for one more, and cuts off connections for it. */
    void makeRoom() {
        while (!hasRoom()) {
            cutFirst();
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return; // the server stops
            }
        }
    }

    private synchronized boolean hasRoom() {
        return open() - streams() < limits.connections();
    }

    synchronized int streams() {
        return (int) held.values().stream()
                .filter(one -> one.state == State.STREAMING && !one.isGone())
                .count();
    }

    /**
     * Makes a connection a stream, without a limit of time and counted apart; returns false if there are too many.
     *
     * @param end ends a stream that is still open when the server stops
     */
    synchronized boolean stream(Connection connection, Runnable end) {
        Held known = heldBy(connection.getEndPoint().getTransport());
        if (known == null || known.isCut || streams() >= MAX_STREAMS) {
            return false;
        }
        known.state = State.STREAMING;
        known.endOfStream = end;
        if (known.limit != null) {
            known.limit.cancel();
        }
        connection.getEndPoint().setIdleTimeout(0);
        return true;
    }

    /** Runs without the lock, since it calls steps of the pages too. */
    void endStreams() {
        List<Runnable> ends = new ArrayList<>();
        synchronized (this) {
            for (Held one : held.values()) {
                if (one.endOfStream != null) {
                    ends.add(one.endOfStream);
                }
            }
        }
        ends.forEach(Runnable::run);
    }

    synchronized int open() {
        held.values().removeIf(Held::isGone);
        return held.size();
    }

    /** Cuts off one after the other, since each makes room. */
    private void cutFirst() {
        Held first = null;
        synchronized (this) {
            for (Held one : held.values()) {
                if (one.isCut) {
                    return;
                }
                if (one.state == State.STREAMING) {
                    continue;
                }
                if (first == null || one.state.compareTo(first.state) < 0) {
                    first = one;
                }
            }
        }
        if (first != null) {
            cut(first);
        }
    }

    void accepted(SocketChannel channel) {
        Held accepted = new Held(channel);
        synchronized (this) {
            held.put(channel, accepted);
        }
        limit(accepted, State.WAITING, limits.request());
    }

    void opened(SocketChannel channel, EndPoint endPoint) {
        Held opened = heldBy(channel);
        if (opened == null || !take(opened, endPoint)) {
            endPoint.close();
        }
    }

    private synchronized boolean take(Held opened, EndPoint endPoint) {
        opened.endPoint = endPoint;
        return !opened.isCut;
    }

    /** Notes that the request has arrived; from now on the time of the answer counts. */
    void asked(Connection connection) {
        limit(connection, State.ANSWERING, limits.answer());
    }

    /** Notes that the answer waits for its client, unless it was sent; if too many wait, the oldest is cut off. */
    void sending(Connection connection) {
        Held oldest = oldestOfTooMany(connection);
        if (oldest != null) {
            cut(oldest);
        }
    }

    private synchronized @Nullable Held oldestOfTooMany(Connection connection) {
        Held sending = heldBy(connection.getEndPoint().getTransport());
        if (sending == null || sending.state != State.ANSWERING) {
            return null;
        }
        limit(sending, State.SENDING, limits.answer());
        Held oldest = null;
        int count = 0;
        for (Held one : held.values()) {
            if (one.state == State.SENDING && !one.isCut) {
                oldest = oldest == null ? one : oldest;
                count++;
            }
        }
        return count > limits.answers() ? oldest : null;
    }

    /** Notes that the answer was sent or failed. Jetty waits for the client to close; we do not. */
    void sent(Connection connection) {
        limit(connection, State.SENT, LINGER);
    }

    private void limit(Connection connection, State state, Duration limit) {
        Held known = heldBy(connection.getEndPoint().getTransport());
        if (known != null) {
            limit(known, state, limit);
        }
    }

    private synchronized @Nullable Held heldBy(Object channel) {
        return channel instanceof SocketChannel known ? held.get(known) : null;
    }

    private synchronized void limit(Held known, State state, Duration limit) {
        if (known.state == State.STREAMING && state != State.SENT) {
            return;
        }
        known.state = state;
        if (known.limit != null) {
            known.limit.cancel();
        }
        known.limit = scheduler.schedule(() -> cut(known), limit);
    }

    /** Closes without the lock, since Jetty closes more along with it. */
    private void cut(Held one) {
        EndPoint endPoint;
        synchronized (this) {
            one.isCut = true;
            endPoint = one.endPoint;
        }
        if (endPoint != null) {
            endPoint.close();
        } else {
            close(one.channel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            return; // the system has closed it by itself
        }
    }
}
