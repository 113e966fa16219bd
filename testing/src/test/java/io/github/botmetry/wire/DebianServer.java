package io.github.botmetry.wire;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server of StatsD from a Debian package, on free ports of loopback, and what it has made of what it got. */
abstract class DebianServer implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    final Path folder;
    final int tcpPort;
    private final int port;
    private final Process process;

    /** @param command its program and arguments, of which {@code CONFIG} stands for its configuration */
    DebianServer(String name, String... command) throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "servers")), name)
                .toAbsolutePath();
        port = freeUdpPort();
        tcpPort = freeTcpPort();
        Path config = folder.resolve(name + ".conf");
        Files.writeString(config, configuration(name));
        process = new ProcessBuilder(Stream.of(command)
                        .map(word -> word.equals("CONFIG") ? config.toString() : word)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private String configuration(String name) throws IOException {
        try (var resource = DebianServer.class.getResourceAsStream("/servers/" + name + ".conf")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("FOLDER", folder.toString())
                    .replace("UDP_PORT", Integer.toString(port))
                    .replace("TCP_PORT", Integer.toString(tcpPort))
                    .replace("USER", System.getProperty("user.name"));
        }
    }

    private boolean listens() throws IOException {
        String local = String.format(":%04X ", port);
        return Files.readAllLines(Path.of("/proc/net/udp")).stream().anyMatch(line -> line.contains(local));
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    static boolean isMissing(String program) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .noneMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    static DebianServer start(String name) throws IOException {
        return name.equals("collectd") ? new Collectd() : new Netdata();
    }

    String host() {
        return LOOPBACK.getHostAddress();
    }

    int port() {
        return port;
    }

    /** Everything that was added, as far as it says. */
    abstract double counter(String name);

    /** The value that it shows now, NaN if it shows none. */
    abstract double gauge(String name);

    /** How many times it has written a value of this gauge. */
    abstract int shownTimes(String name);

    /** The largest duration that it has seen, in milliseconds. */
    abstract double longest(String name);

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    static double last(List<Double> values) {
        return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
    }

    static double largest(List<Double> values) {
        return values.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(value -> value)
                .max()
                .orElse(Double.NaN);
    }
}
