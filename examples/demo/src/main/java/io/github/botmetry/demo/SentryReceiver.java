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

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, SentryReceiver::daemon);
    private final AtomicLong reports = new AtomicLong();
    private volatile String lastReport = "no error so far";

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
        return lastReport;
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
                JsonNode event = JSON.readTree(lines[i + 1]);
                lastReport = describe(event);
                reports.incrementAndGet();
            }
        }
    }

    private static String describe(JsonNode event) {
        JsonNode exceptions = event.at("/exception/values");
        JsonNode exception = exceptions.path(exceptions.size() - 1);
        return String.format(
                "%s: %s%n  user %s (%s), command /%s%n  %s",
                exception.path("type").asText(),
                exception.path("value").asText(),
                event.at("/user/username").asText(),
                event.at("/user/id").asText(),
                event.at("/tags/command").asText(),
                event.at("/extra/jump_to").asText());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
