package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Sentry's ingestion on the loopback: takes envelopes, keeps them parsed, and misbehaves when told. */
final class IngestionServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ingestion");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Envelope> envelopes = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Throwable> broken = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;

    IngestionServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/api/1/envelope/", this::take);
        server.start();
    }

    String dsn() {
        return "http://key@127.0.0.1:" + server.getAddress().getPort() + "/1";
    }

    /** Every request is answered with this from now on; 429 says to come back after an hour. */
    void answer(int status) {
        this.status = status;
    }

    /** Requests are not answered until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** Requests are answered this much later. */
    void delay(Duration delay) {
        this.delay = delay;
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            byte[] bytes = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
            gate.await();
            if (!delay.isZero()) {
                new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (status == 200) {
                received.add(new String(bytes, StandardCharsets.UTF_8));
                envelopes.add(Envelope.parse(bytes));
            } else if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "3600");
            }
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException e) {
            if (gate.getCount() == 0 && delay.isZero()) {
                broken.add(e);
            }
        }
    }

    /** Where one of these texts stands in the bytes that came, with what stands round it. */
    List<String> leaked(List<String> texts) {
        List<String> found = new ArrayList<>();
        for (String envelope : received) {
            for (String text : texts) {
                int at = envelope.indexOf(text);
                if (at >= 0) {
                    found.add(envelope.substring(Math.max(0, at - 120), Math.min(envelope.length(), at + 60)));
                }
            }
        }
        return found;
    }

    int requests() {
        return requests.get();
    }

    List<Envelope> envelopes() {
        return List.copyOf(envelopes);
    }

    /** All payloads of items of this type so far, such as {@code event} or {@code check_in}. */
    List<JsonNode> items(String type) {
        assertThat(broken).isEmpty();
        return envelopes.stream()
                .flatMap(envelope -> envelope.items().stream())
                .filter(item -> item.type().equals(type))
                .map(Envelope.Item::json)
                .toList();
    }

    /** Waits for this many items of this type; more than these fail the test. */
    List<JsonNode> await(String type, int count) {
        try {
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> items(type).size() >= count);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(items(type).size() + " of " + count + " " + type + " came: " + items(type), e);
        }
        assertThat(items(type)).hasSize(count);
        return items(type);
    }

    List<JsonNode> events(int count) {
        return await("event", count);
    }

    JsonNode event() {
        return events(1).get(0);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
