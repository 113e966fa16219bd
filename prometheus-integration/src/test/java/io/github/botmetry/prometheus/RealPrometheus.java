package io.github.botmetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The Debian package's {@code prometheus}, which scrapes one target each second and keeps exemplars. */
final class RealPrometheus implements AutoCloseable {

    private static final String CONFIGURATION = """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: bot
                authorization: {credentials: "%s"}
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    RealPrometheus(Path folder, int target, String token) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration =
                Files.writeString(folder.resolve("prometheus.yml"), String.format(CONFIGURATION, token, target));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=exemplar-storage")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** {@code data} of the answer of its API; an empty object while it does not answer. */
    JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                    .build();
            return json.readTree(client.send(request, BodyHandlers.ofString()).body())
                    .path("data");
        } catch (IOException notYet) {
            return json.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of the only series that the expression gives; NaN while there is none. */
    double query(String expression) {
        JsonNode result = get("query?query=" + encoded(expression)).path("result");
        return result.size() == 1 ? result.get(0).path("value").path(1).asDouble() : Double.NaN;
    }

    /** The exemplars of what the expression selects, of the last hour. */
    JsonNode exemplars(String expression) {
        long now = System.currentTimeMillis() / 1_000;
        return get("query_exemplars?query=" + encoded(expression) + "&start=" + (now - 3_600) + "&end=" + (now + 60));
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    /** Why the target is not up, for messages. */
    String targets() {
        return get("targets").path("activeTargets").toString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
