package io.github.botmetry.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real statsd 0.9.0 of etsy, on free ports of loopback, read through its management port. */
final class EtsyServer implements AutoCloseable {

    private static final String PACKAGE = "statsd@0.9.0";
    private static final Path FOLDER = Path.of("target", "etsy-statsd");
    private static final Path PROGRAM = FOLDER.resolve("node_modules/statsd/stats.js");
    private static final Path BACKEND = Path.of("src", "test", "resources", "etsy-backend.js");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Process process;
    private final int port;
    private final int managementPort;

    private EtsyServer(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Installs it unless that was done before; gives what is missing, or nothing if it is there. */
    static Optional<String> missing() {
        if (!runs("node", "--version")) {
            return Optional.of("node is not on the path");
        }
        if (!Files.exists(PROGRAM) && !installs()) {
            return Optional.of("npm could not install " + PACKAGE);
        }
        return Optional.empty();
    }

    private static boolean installs() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return runs("npm", "install", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund", PACKAGE)
                && Files.exists(PROGRAM);
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static EtsyServer start() throws IOException {
        return start("");
    }

    /** @param settings more of its configuration, such as {@code , deleteGauges: true} */
    static EtsyServer start(String settings) throws IOException {
        int port = freeUdpPort();
        int managementPort = freeTcpPort();
        Path config = FOLDER.resolve("config-" + port + ".js");
        Files.writeString(
                config,
                "{ address: '127.0.0.1', port: " + port + ", mgmt_address: '127.0.0.1', mgmt_port: " + managementPort
                        + ", backends: ['" + BACKEND.toAbsolutePath() + "'], flushInterval: 100" + settings + " }");
        Process process = new ProcessBuilder("node", PROGRAM.toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("server.log").toFile())
                .start();
        EtsyServer server = new EtsyServer(process, port, managementPort);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() -> server.badLines() == 0);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
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

    String host() {
        return LOOPBACK.getHostAddress();
    }

    int port() {
        return port;
    }

    /** How many lines the server did not understand; -1 if it does not say. */
    int badLines() {
        String said = stats().get("messages.bad_lines_seen");
        return said == null ? -1 : Integer.parseInt(said);
    }

    double counter(String name) {
        return number("counters", name);
    }

    double gauge(String name) {
        return number("gauges", name);
    }

    /** In how many of its flushes it had a value for this gauge. */
    int flushesWithGauge(String name) {
        double flushes = number("flushesWithGauge", name);
        return Double.isNaN(flushes) ? 0 : (int) flushes;
    }

    int flushes() {
        return (int) number("flushes", "since");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How many durations it has counted, sample rates included. */
    double timings(String name) {
        return number("timings", name);
    }

    private double number(String kind, String name) {
        String said = stats().get("seen." + kind + "/" + name);
        return said == null ? Double.NaN : Double.parseDouble(said);
    }

    /** The durations that were sent, in milliseconds. */
    List<String> timers(String name) {
        String said = stats().get("seen.timers/" + name);
        return said == null ? List.of() : List.of(said.split(","));
    }

    /** What it says to {@code stats} at its management port: its own numbers, and those of our backend. */
    Map<String, String> stats() {
        try (Socket socket = new Socket(LOOPBACK, managementPort);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("stats\n".getBytes(StandardCharsets.UTF_8));
            Map<String, String> said = new LinkedHashMap<>();
            for (String line = answer.readLine(); line != null && !line.equals("END"); line = answer.readLine()) {
                int colon = line.lastIndexOf(": ");
                said.put(line.substring(0, colon), line.substring(colon + 2));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
