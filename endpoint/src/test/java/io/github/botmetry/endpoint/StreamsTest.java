package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Settings.Limits SHORT =
            new Settings.Limits(16, 2, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final List<EventStream> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final Endpoint endpoint = Endpoint.builder().port(0).limits(SHORT).build();
    private final Botmetry botmetry = Botmetry.builder()
            .shutdownHook(false)
            .install(new Served.Adding("events", endpoint, pages -> pages.addStream("/events", this::open)))
            .build();
    private final List<Socket> clients = new ArrayList<>();

    private void open(PageRequest request, EventStream stream) {
        stream.onEnd(ended::incrementAndGet);
        streams.add(stream);
    }

    private BufferedReader ask(String path) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        client.setSoTimeout(30_000);
        clients.add(client);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void awaitLine(BufferedReader answer, String wanted) throws IOException {
        for (String line = answer.readLine(); !wanted.equals(line); line = answer.readLine()) {
            assertThat(line).as("before " + wanted).isNotNull();
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        botmetry.close();
    }

    @Test
    void eventsArriveInOrder_alsoLongAfterTheTimeOfARequest_andAFloodCutsNoStreamOff() throws IOException {
        BufferedReader answer = ask("/events");
        awaitLine(answer, "Content-Type: text/event-stream; charset=utf-8");
        await().atMost(SOON).until(() -> streams.size() == 1);
        EventStream stream = streams.get(0);
        long started = System.nanoTime();
        for (int i = 0; i < SHORT.connections() * 5; i++) {
            clients.add(new Socket(InetAddress.getLoopbackAddress(), endpoint.port()));
        }
        assertThat(ask("/healthz").readLine()).isEqualTo("HTTP/1.1 200 OK");
        await().atMost(SOON)
                .until(() -> System.nanoTime() - started > 4 * SHORT.request().toNanos());

        assertThat(stream.send("one")).isTrue();
        assertThat(stream.send("two\nlines")).isTrue();
        awaitLine(answer, "data: one");
        awaitLine(answer, "data: two");
        awaitLine(answer, "data: lines");
        assertThat(ended).hasValue(0);

        stream.close();
        await().atMost(SOON).until(() -> ended.get() == 1);
        assertThat(stream.send("three")).isFalse();
    }

    @Test
    void streams_areEightAtMost_besideAllOthers() throws IOException {
        for (int i = 0; i < Connections.MAX_STREAMS; i++) {
            assertThat(ask("/events").readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(ask("/events").readLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(ask("/healthz").readLine()).isEqualTo("HTTP/1.1 200 OK");

        streams.get(0).close();

        await().atMost(SOON).until(() -> ask("/events").readLine().equals("HTTP/1.1 200 OK"));
    }

    @Test
    void null_inPlaceOfAnEventOrAStep_isAWarning_andTheStreamGoesOn() throws IOException {
        BufferedReader answer = ask("/events");
        await().atMost(SOON).until(() -> streams.size() == 1);

        assertThat(streams.get(0).send(null)).isFalse();
        streams.get(0).onEnd(null);

        assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.subject()).isEqualTo("page /events");
            assertThat(warning.cause()).contains("NullPointerException");
        });
        assertThat(streams.get(0).send("one")).isTrue();
        awaitLine(answer, "data: one");
    }

    @Test
    void clientThatDoesNotRead_isCutOff_andHoldsUpNobodyWhoSends() throws IOException {
        assertThat(ask("/events").readLine()).isEqualTo("HTTP/1.1 200 OK");
        await().atMost(SOON).until(() -> streams.size() == 1);
        String much = "x".repeat(1_000_000);

        int sent = 0;
        while (streams.get(0).send(much)) {
            assertThat(++sent).isLessThan(1_000);
        }

        await().atMost(SOON).until(() -> ended.get() == 1);
        await().atMost(SOON)
                .until(() -> botmetry.health().get("endpoint").figures().get("connections") == 0);
    }

    @Test
    void close_endsTheStreams() throws IOException {
        BufferedReader answer = ask("/events");
        awaitLine(answer, ":");

        botmetry.close();

        await().atMost(SOON).until(() -> answer.read() < 0);
        assertThat(ended).hasValue(1);
        assertThat(streams.get(0).send("late")).isFalse();
    }
}
