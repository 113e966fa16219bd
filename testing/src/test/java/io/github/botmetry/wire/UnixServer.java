package io.github.botmetry.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;

/** A server on a Unix domain socket that keeps each datagram, as a Datadog agent listens on one. */
final class UnixServer implements AutoCloseable {

    private static final String END = "end of this server";

    private final Path path;
    private final UnixDatagramChannel channel;
    private final List<String> datagrams = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::receiveAll, "unix-server");

    UnixServer(Path path) throws IOException {
        this.path = path;
        channel = UnixDatagramChannel.open();
        channel.bind(new UnixSocketAddress(path.toFile()));
        thread.setDaemon(true);
        thread.start();
    }

    private void receiveAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        try {
            while (true) {
                channel.receive(buffer.clear());
                String text = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
                if (text.equals(END)) {
                    return;
                }
                datagrams.add(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return datagrams.stream().flatMap(String::lines).toList();
    }

    /** Ends when all that was sent before is read; a close alone does not wake the thread that reads. */
    @Override
    public void close() throws IOException {
        try (UnixDatagramChannel sender = UnixDatagramChannel.open()) {
            sender.send(ByteBuffer.wrap(END.getBytes(StandardCharsets.UTF_8)), new UnixSocketAddress(path.toFile()));
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
        Files.deleteIfExists(path);
    }
}
