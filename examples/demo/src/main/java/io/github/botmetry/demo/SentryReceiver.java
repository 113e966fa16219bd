package io.github.botmetry.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * A loopback port where Sentry envelopes arrive.
 *
 * @see <a href="https://develop.sentry.dev/sdk/data-model/envelopes/">Sentry's envelopes</a>
 */
final class SentryReceiver implements AutoCloseable {

    private static final int KEPT = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, SentryReceiver::daemon);
    private final AtomicLong reports = new AtomicLong();
    private final Deque<Report> latest = new ArrayDeque<>();

    /** What a report says of a failed command. */
    record Report(String error, String message, String userId, String userName, String command, String link) {

        private static Report of(JsonNode event) {
            JsonNode exceptions = event.at("/exception/values");
            JsonNode exception = exceptions.path(exceptions.size() - 1);
            return new Report(
                    exception.path("type").asText(),
                    exception.path("value").asText(),
                    event.at("/user/id").asText(),
                    event.at("/user/username").asText(),
                    event.at("/tags/command").asText(),
                    event.at("/extra/jump_to").asText());
        }

        @Override
        public String toString() {
            return String.format(
                    "%s: %s%n  user %s (%s), command /%s%n  %s", error, message, userName, userId, command, link);
        }
    }

    SentryReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "demo-sentry");
        thread.setDaemon(true);
        return thread;
    }

    String dsn() {
        return "http://demo@127.0.0.1:" + server.getAddress().getPort() + "/1";
    }

    long reports() {
        return reports.get();
    }

    /** The last error with its user, command and link. */
    String lastReport() {
        List<Report> all = latest();
        return all.isEmpty() ? "no error so far" : all.get(all.size() - 1).toString();
    }

    /** The latest reports, oldest first. */
    List<Report> latest() {
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }

    private void keep(Report report) {
        synchronized (latest) {
            latest.addLast(report);
            if (latest.size() > KEPT) {
                latest.removeFirst();
            }
        }
        reports.incrementAndGet();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    body = unzipped.readAllBytes();
                }
            }
            readEnvelope(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Header, then for each item a header and a payload, each on a line of its own. */
    private void readEnvelope(String envelope) throws IOException {
        String[] lines = envelope.split("\n");
        for (int i = 1; i + 1 < lines.length; i += 2) {
            if (JSON.readTree(lines[i]).path("type").asText().equals("event")) {
                keep(Report.of(JSON.readTree(lines[i + 1])));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
