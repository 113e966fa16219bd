package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.http.HttpHeader;
import io.github.botmetry.endpoint.jetty.http.HttpHeaderValue;
import io.github.botmetry.endpoint.jetty.io.ArrayByteBufferPool;
import io.github.botmetry.endpoint.jetty.io.Connection;
import io.github.botmetry.endpoint.jetty.server.Handler;
import io.github.botmetry.endpoint.jetty.server.Request;
import io.github.botmetry.endpoint.jetty.server.Response;
import io.github.botmetry.endpoint.jetty.server.Server;
import io.github.botmetry.endpoint.jetty.server.ServerConnector;
import io.github.botmetry.endpoint.jetty.util.Callback;
import io.github.botmetry.endpoint.jetty.util.thread.QueuedThreadPool;
import io.github.botmetry.endpoint.jetty.util.thread.ScheduledExecutorScheduler;
import io.github.botmetry.guard.Guard;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Runs a small Jetty: one request a connection, few threads, no change of the JVM. Opened once, closed once. */
final class HttpServer {

    private static final String THREADS = "botmetry-endpoint";

    /** The limit of threads: two wait for clients, four call pages, four more hang in one, and one does the rest. */
    private static final int MAX_THREADS = 11;

    private static final int THREAD_IDLE_MILLIS = 10_000;
    private static final int BACKLOG = 256;
    private static final int MAX_POOLED = 64;
    private static final long MAX_POOLED_BYTES = 1024 * 1024;

    /** The ports on which any Botmetry of this process listens. */
    private static final Set<Integer> OURS = ConcurrentHashMap.newKeySet();

    private final Server server;
    private final Connections connections;
    private final int port;

    private HttpServer(Settings settings, Handler routes, ServerSocketChannel listening, Guard arrivals)
            throws IOException {
        // Jetty's own queue asks the platform's MBeans for the size of a cache line, a tenth of a second at each bot's
        // start.
        QueuedThreadPool threads =
                new QueuedThreadPool(MAX_THREADS, 1, THREAD_IDLE_MILLIS, new LinkedBlockingQueue<>());
        threads.setName(THREADS);
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler(THREADS + "-limits", true);
        ArrayByteBufferPool buffers = new ArrayByteBufferPool(
                0, -1, Acceptor.MAX_HEADER_BYTES * 4, MAX_POOLED, MAX_POOLED_BYTES, MAX_POOLED_BYTES);
        this.connections = new Connections(settings.limits(), scheduler);
        this.server = new Server(threads, scheduler, buffers);
        this.port = listening.socket().getLocalPort();
        ServerConnector connector = new Acceptor(server, listening, connections, arrivals);
        connector.setHost(settings.addressOrDefault().getHostAddress()); // for its log: it is bound already
        connector.setPort(port);
        connector.setIdleTimeout(settings.limits().request().toMillis());
        connector.setShutdownIdleTimeout(0);
        server.addConnector(connector);
        server.setStopTimeout(0);
        server.setErrorHandler(this::answerError);
        server.setHandler(new OneRequest(routes, connections));
    }

    /** Sends the status only, since Jetty's own page shows its version. */
    private boolean answerError(Request request, Response response, Callback callback) {
        Connection connection = request.getConnectionMetaData().getConnection();
        connections.asked(connection);
        response.write(true, ByteBuffer.allocate(0), Callback.from(callback, () -> connections.sent(connection)));
        return true;
    }

    /** Ends each connection with its answer, since a scrape now and then gains nothing from an open one. */
    private static final class OneRequest extends Handler.Wrapper {

        private final Connections connections;

        OneRequest(Handler routes, Connections connections) {
            super(routes);
            this.connections = connections;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Connection connection = request.getConnectionMetaData().getConnection();
            connections.asked(connection);
            request.setAttribute(Connections.class.getName(), connections);
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            return super.handle(
                    request,
                    new Response.Wrapper(request, response) {
                        @Override
                        public void write(boolean last, ByteBuffer content, Callback written) {
                            super.write(last, content, written);
                            connections.sending(connection);
                        }
                    },
                    Callback.from(callback, () -> connections.sent(connection)));
        }
    }

    /**
     * @param arrivals guards the acceptance of connections
     * @throws IOException if the port cannot be opened
     */
    static HttpServer open(Settings settings, Supplier<Handler> routes, Guard arrivals) throws IOException {
        // Opened before Jetty, which would otherwise be made, and would log, at each try of a port that is taken.
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            bind(listening, settings);
            HttpServer server = new HttpServer(settings, routes.get(), listening, arrivals);
            server.start();
            OURS.add(server.port);
            return server;
        } catch (Throwable e) {
            listening.close(); // also if no thread can be started: the next try needs the port
            throw e;
        }
    }

    /** Names a Botmetry of this process that has the port, such as one that was not closed; the system does not. */
    private static void bind(ServerSocketChannel listening, Settings settings) throws IOException {
        listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            listening.bind(new InetSocketAddress(settings.addressOrDefault(), settings.portOrDefault()), BACKLOG);
        } catch (BindException taken) {
            if (OURS.contains(settings.portOrDefault())) {
                throw new IOException(
                        "another Botmetry of this process listens there, and has to be closed first", taken);
            }
            throw taken;
        }
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (Throwable e) {
            stopHalfStarted(e);
            throw new IOException("Jetty did not start", e);
        }
    }

    private void stopHalfStarted(Throwable reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    int port() {
        return port;
    }

    int connections() {
        return connections.open();
    }

    void close() {
        OURS.remove(port);
        try {
            connections.endStreams();
        } finally {
            stop();
        }
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("Jetty did not stop", e);
        }
    }
}
