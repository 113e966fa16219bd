package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Settings.Limits LIMITS = new Settings.Limits(16, 2, SHORT, Duration.ofSeconds(5));
    private final List<RawClient> clients = new ArrayList<>();
    private final Served bot = new Served(builder -> builder.limits(LIMITS));

    private RawClient client() throws IOException {
        RawClient client = new RawClient(bot.endpoint.port());
        clients.add(client);
        return client;
    }

    private long connections() {
        return bot.connections();
    }

    /** More than the kernel takes for a client that does not read. */
    private void makeThePageLong() {
        byte[] much = new byte[16 * 1024 * 1024];
        bot.page((request, answer) -> answer.body().write(much));
    }

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        bot.close();
    }

    @Test
    void client_thatSendsAByteNowAndThen_isCutOff() throws IOException {
        RawClient dripping = client().send("GET /page HTTP/1.1\r\nHost: here\r\nX-Slow: ");

        Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(SOON).until(dripping::isCutOff);
        assertThat(bot.status("/page")).isEqualTo(200);
    }

    @Test
    void client_thatSendsNothing_isCutOff() throws IOException {
        client();
        Awaitility.await().until(() -> connections() == 1);

        Awaitility.await().atMost(SOON).until(() -> connections() == 0);
    }

    @Test
    void client_thatNeverReadsItsAnswer_isCutOff_andAnswersAreGivenMeanwhile() throws IOException {
        makeThePageLong();
        client().send("GET /page HTTP/1.1\r\nHost: here\r\n\r\n");
        Awaitility.await().until(() -> connections() == 1);

        assertThat(bot.status("/page")).isEqualTo(200);
        Awaitility.await().atMost(SOON).until(() -> connections() == 0);
    }

    @Test
    void scrapes_beyondTheLimit_areToldToComeAgain_andAreCounted() throws IOException {
        makeThePageLong();
        for (int i = 0; i < LIMITS.answers(); i++) {
            client().send("GET /page HTTP/1.1\r\nHost: here\r\n\r\n");
        }
        Awaitility.await().until(() -> connections() == LIMITS.answers());

        Awaitility.await().until(() -> bot.status("/page") == 503);
        assertThat(bot.status("/healthz")).isEqualTo(200);

        Awaitility.await().atMost(SOON).until(() -> bot.status("/page") == 200);
        assertThat(bot.requests("busy")).isPositive();
    }

    @Test
    void halfSentRequests_doNotHoldAScrapeUp() throws IOException {
        client().send("GET /met");
        client().send("GET /page HTTP/1.1\r\nHost: ");

        assertThat(bot.status("/page")).isEqualTo(200);
    }

    @Test
    void twoScrapesAtOnce_areBothAnswered() {
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> both = IntStream.range(0, 2)
                .mapToObj(i -> http.sendAsync(bot.request("/page").build(), BodyHandlers.ofString()))
                .toList();

        assertThat(both).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    @Test
    void thousandConnections_areNotKept_andPagesDoNotSuffer() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            client();
        }

        assertThat(bot.status("/page")).isEqualTo(200);
        Awaitility.await().until(() -> connections() <= LIMITS.connections());
    }

    @Test
    void requestLine_ofAMegabyte_isRefused() throws IOException {
        RawClient client = client();
        try {
            client.send("GET /" + "x".repeat(1_000_000) + " HTTP/1.1\r\nHost: here\r\n\r\n");
        } catch (IOException closedMeanwhile) {
            assertThat(closedMeanwhile).isNotNull(); // it need not be read to its end
        }

        assertThat(client.rest()).matches("(?s)(HTTP/1.1 (414|431) .*)?(<reset>)?");
        assertThat(bot.status("/page")).isEqualTo(200);
    }
}
