package io.github.botmetry.simulator.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes frames to one socket of a bot, as text or through one zlib stream for the socket's whole life. */
public final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int CHUNK_BYTES = 8192;

    private final WebSocket socket;
    private final Runnable afterSend;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private @Nullable Deflater deflater;
    private volatile @Nullable Session session;

    public Connection(WebSocket socket, boolean compress, Runnable afterSend) {
        this.socket = socket;
        this.afterSend = afterSend;
        this.deflater = compress ? new Deflater() : null;
    }

    @Nullable
    public Session session() {
        return session;
    }

    public void session(Session opened) {
        session = opened;
    }

    public void send(int op, @Nullable ObjectNode data) {
        ObjectNode frame = Json.object().put("op", op);
        frame.set("d", data);
        send(Json.bytes(frame));
    }

    public void send(int op, boolean data) {
        send(Json.bytes(Json.object().put("op", op).put("d", data)));
    }

    public synchronized void send(byte[] json) {
        try {
            Deflater zlib = deflater;
            if (zlib == null) {
                socket.send(new String(json, StandardCharsets.UTF_8));
            } else {
                socket.send(ByteBuffer.wrap(compress(zlib, json)));
            }
            afterSend.run();
        } catch (WebsocketNotConnectedException alreadyGone) {
            LOG.debug("The bot is gone; its session keeps the event for a resume", alreadyGone);
        }
    }

    private byte[] compress(Deflater zlib, byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length / 2 + 64);
        zlib.setInput(json);
        int length;
        do {
            // The flush ends each message with 00 00 FF FF, by which a client knows that it is complete.
            length = zlib.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, length);
        } while (length == chunk.length);
        return out.toByteArray();
    }

    public void close(int code) {
        socket.close(code, "simulated");
        afterSend.run();
    }

    /** Ends the TCP connection without a closing handshake, as a broken network does. */
    public void cut() {
        socket.closeConnection(1006, "cut");
    }

    public synchronized void closed() {
        Deflater zlib = deflater;
        if (zlib != null) {
            zlib.end();
            deflater = null;
        }
    }
}
