package io.github.botmetry.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends what it likes, in the pieces that it likes, and reads when it likes. */
final class RawClient implements AutoCloseable {

    private static final int MAX_WAIT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    RawClient(int port) throws IOException {
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(MAX_WAIT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_WAIT_MILLIS);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return this;
    }

    /** Whether the other side has gone; it sends one more byte to see that. */
    boolean isCutOff() {
        try {
            send("x");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether an answer, or the end of the connection, is there to be read. */
    boolean hasAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** All that comes until the connection ends, however it ends. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        InputStream input = socket.getInputStream();
        try {
            for (int next = input.read(); next >= 0; next = input.read()) {
                rest.append((char) next);
            }
        } catch (SocketException reset) {
            rest.append("<reset>");
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
