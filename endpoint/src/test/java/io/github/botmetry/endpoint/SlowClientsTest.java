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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /** Without a token they may be anybody. */
    @Test
    void clients_thatNeverReadTheirAnswers_holdNobodyUp_andNotAllAreKept() throws IOException {
        makeThePageLong();
        for (int i = 0; i < LIMITS.connections() * 2; i++) {
            client().send(Served.GET);
            long made = (i + 1) + (i + 1) / 2;
            Awaitility.await().atMost(SOON).until(() -> bot.requests("ok") == made);
            assertThat(bot.status(i % 2 == 0 ? Served.PAGE : "/healthz")).isEqualTo(200);
        }

        assertThat(bot.requests("busy")).isZero();
        assertThat(bot.connections()).isLessThanOrEqualTo(LIMITS.answers() + 2); // and those that end just now
    }

    @Test
    void pages_beyondTheLimit_areAskedToComeAgain_andAreCounted() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(LIMITS.answers());
        bot.page((request, answer) -> {
            begun.countDown();
            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        });
        for (int i = 0; i < LIMITS.answers(); i++) {
            client().send(Served.GET);
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(bot.status(Served.PAGE)).isEqualTo(503);
        assertThat(bot.status("/healthz")).isEqualTo(200);
        assertThat(bot.requests("busy")).isEqualTo(1);

        end.countDown();
        Awaitility.await().atMost(SOON).until(() -> bot.status(Served.PAGE) == 200);
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
