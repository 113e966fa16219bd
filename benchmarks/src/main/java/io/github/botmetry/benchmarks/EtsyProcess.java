package io.github.botmetry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** etsy's statsd 0.9.0 on loopback, whose counters are never reset. */
final class EtsyProcess implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "etsy-statsd");
    private static final Path PROGRAM = FOLDER.resolve("node_modules/statsd/stats.js");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Pattern COUNTER = Pattern.compile("'?([\\w.]+)'?: (\\d+)");

    private final Process process;
    private final int port;
    private final int managementPort;

    private EtsyProcess(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Installs it unless that was done; gives what is missing. */
    static Optional<String> missing() throws IOException, InterruptedException {
        if (Files.exists(PROGRAM)) {
            return Optional.empty();
        }
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true}");
        try {
            Process npm = new ProcessBuilder(
                            "npm", "install", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund", "statsd@0.9.0")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            npm.waitFor(120, TimeUnit.SECONDS);
        } catch (IOException e) {
            return Optional.of("npm, which installs etsy's statsd, is not there");
        }
        return Files.exists(PROGRAM) ? Optional.empty() : Optional.of("npm could not install etsy's statsd");
    }

    static EtsyProcess start() throws IOException, InterruptedException {
        int port = freeUdpPort();
        int managementPort = freeTcpPort();
        Path config = FOLDER.resolve("benchmark.js");
        Files.writeString(
                config,
                "{ address: '127.0.0.1', port: " + port + ", mgmt_address: '127.0.0.1', mgmt_port: " + managementPort
                        + ", backends: [], flushInterval: 3600000 }");
        Process process = new ProcessBuilder("node", PROGRAM.toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        EtsyProcess server = new EtsyProcess(process, port, managementPort);
        for (int tries = 0; tries < 300; tries++) {
            try {
                server.counters();
                return server;
            } catch (IOException e) {
                Thread.sleep(100); // not yet up
            }
        }
        server.close();
        throw new IOException("etsy's statsd did not start");
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

    Map<String, Long> counters() throws IOException {
        try (Socket socket = new Socket(LOOPBACK, managementPort);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("counters\n".getBytes(StandardCharsets.UTF_8));
            Map<String, Long> counters = new HashMap<>();
            for (String line = answer.readLine(); line != null && !line.equals("END"); line = answer.readLine()) {
                Matcher found = COUNTER.matcher(line);
                while (found.find()) {
                    counters.put(found.group(1), Long.valueOf(found.group(2)));
                }
            }
            return counters;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
