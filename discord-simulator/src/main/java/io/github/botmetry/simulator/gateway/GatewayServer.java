package io.github.botmetry.simulator.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.payload.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's WebSocket server on a free loopback port. */
public final class GatewayServer extends WebSocketServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final int WORKERS = 2;
    private static final int START_SECONDS = 10;
    private static final int STOP_MILLIS = 1000;

    private final Protocol protocol;
    private final FrameFlusher flusher = new FrameFlusher(this::onWriteDemand);
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable Exception startFailure;

    public GatewayServer(Protocol protocol) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WORKERS);
        this.protocol = protocol;
        setReuseAddr(true);
        setTcpNoDelay(true);
        // The gateway's heartbeat finds dead peers; WebSocket pings would need another thread.
        setConnectionLostTimeout(0);
        setDaemon(true);
        for (Thread worker : decoders) {
            worker.setName("discord-simulator-gateway");
        }
    }

    public void open() {
        start();
        try {
            if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the gateway did not start within " + START_SECONDS + " s", startFailure);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway started", interrupted);
        }
        if (startFailure != null) {
            throw new IllegalStateException("the gateway could not start", startFailure);
        }
    }

    public String url() {
        return "ws://127.0.0.1:" + getPort();
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        boolean compress = handshake.getResourceDescriptor().contains("compress=zlib-stream");
        Connection connection = new Connection(socket, compress, () -> flusher.frameSent((WebSocketImpl) socket));
        socket.setAttachment(connection);
        protocol.opened(connection);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        protocol.received(socket.getAttachment(), Json.read(message), url());
    }

    /** Flushes the answer to a close frame, which the library writes itself. */
    @Override
    public void onClosing(WebSocket socket, int code, String reason, boolean remote) {
        flusher.frameSent((WebSocketImpl) socket);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        Connection connection = socket.getAttachment();
        if (connection != null) {
            protocol.closed(connection, code, remote);
        }
    }

    @Override
    public void onError(@Nullable WebSocket socket, Exception error) {
        if (socket == null && started.getCount() > 0) {
            startFailure = error;
            started.countDown();
        } else {
            LOG.debug("A gateway connection failed", error);
        }
    }

    @Override
    public void close() {
        // Copied first: stopping empties the list, and a caller may check for left-over threads right after.
        List<? extends Thread> workers = List.copyOf(decoders);
        try {
            stop(STOP_MILLIS);
            for (Thread worker : workers) {
                worker.join(STOP_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            flusher.close();
        }
    }

    /** Discord's side of the conversation on a socket. */
    public interface Protocol {
        void opened(Connection connection);

        void received(Connection connection, JsonNode frame, String url);

        void closed(Connection connection, int code, boolean byClient);
    }
}
