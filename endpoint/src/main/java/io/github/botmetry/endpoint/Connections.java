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
 * <p>Jetty's own idle time-out begins anew with each byte, so that one byte a second would hold a connection for ever, and its own
 * limits count a connection when it is open already. A connection counts here until the system has its socket back. Thread-safe.
 */
final class Connections {

    /** For clients that keep their end open after the answer; closing at once may take the answer from a slow one. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long LOOK_NANOS = 100_000;

    /** Beside all others. */
    static final int MAX_STREAMS = 8;

    private final Settings.Limits limits;
    private final Scheduler scheduler;
    private final Map<SocketChannel, Held> held = new LinkedHashMap<>();

    /** The order is that in which connections have to make room for others: the client is at fault first. */
    private enum State {
        /** The answer has left. */
        SENT,
        /** It has not sent a whole request. */
        WAITING,
        /** The answer is on its way, and not taken yet. */
        SENDING,
        /** The answer is being made. */
        ANSWERING,
        /** It has no end; these have a number of their own, and make room for nobody. */
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

        /** A channel is closed at once, but its socket is the system's only after the selector's next round. */
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
     * From now on it has neither a limit of time nor a place among the others; false if there are too many of them.
     *
     * @param end of a stream that is open when the server stops: only then does nothing else end it
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

    /** Not under the lock: it runs steps of the pages too. */
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

    /** One after the other, since each that goes makes room. */
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

    /** The request is there: from now on it is the answer that takes time. */
    void asked(Connection connection) {
        limit(connection, State.ANSWERING, limits.answer());
    }

    /** The answer waits for its client, unless it has left already; of those that wait the oldest makes room for more. */
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

    /** The answer has left, or failed: Jetty waits for the client's end of the connection, and we do not. */
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

    /** Not under the lock: Jetty closes what hangs on it too. */
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
