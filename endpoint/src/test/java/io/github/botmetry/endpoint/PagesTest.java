package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Integration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several integrations with pages in one Botmetry. */
class PagesTest {

    private static Botmetry.Builder with(Integration... integrations) {
        Botmetry.Builder builder = Botmetry.builder().shutdownHook(false);
        List.of(integrations).forEach(builder::install);
        return builder;
    }

    private static Served.Adding adding(String name, Endpoint endpoint) {
        return new Served.Adding(
                name,
                endpoint,
                pages ->
                        pages.add("/" + name, (request, answer) -> answer.body().write(Served.bytes(name))));
    }

    private static String text(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer s3cret")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void pagesOfAll_areOnOnePort_whicheverOfThemSaidWhere() throws Exception {
        Endpoint endpoint = Endpoint.builder().token("s3cret").build();
        Endpoint free = Endpoint.builder().port(0).build();
        Endpoint silent = Endpoint.create();
        try (Botmetry botmetry =
                with(adding("votes", silent), endpoint, adding("shop", free)).build()) {
            assertThat(endpoint.port()).isPositive().isEqualTo(free.port()).isEqualTo(silent.port());
            assertThat(text(endpoint.port(), "/votes")).isEqualTo("votes");
            assertThat(text(endpoint.port(), "/shop")).isEqualTo("shop");
            assertThat(botmetry.health()).containsKey("endpoint");
        }
    }

    @Test
    void twoThatDisagree_areAnErrorOfBuild_withBothValuesAndUsers(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "t0ken");

        assertThatThrownBy(() -> with(
                                adding("votes", Endpoint.builder().port(1).build()),
                                Endpoint.builder().port(2).build())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be the same for all pages of a Botmetry, was 1 for votes and 2 for endpoint");
        assertThatThrownBy(() -> with(
                                adding(
                                        "votes",
                                        Endpoint.builder().address("127.0.0.1").build()),
                                Endpoint.builder().address("::1").build())
                        .build())
                .hasMessageContaining("was 127.0.0.1 for votes and 0:0:0:0:0:0:0:1 for endpoint");
        assertThatThrownBy(() -> with(
                                adding(
                                        "votes",
                                        Endpoint.builder().token("s3cret").build()),
                                Endpoint.builder().tokenFile(file).build())
                        .build())
                .hasMessageContaining("was a token of 6 characters for votes and the file " + file + " for endpoint")
                .hasMessageNotContainingAny("s3cret", "t0ken");
    }

    @Test
    void twoThatAgree_areNoError() {
        Endpoint one = Endpoint.builder().port(0).token("s3cret").build();
        Endpoint other = Endpoint.builder().port(0).token("s3cret").build();
        try (Botmetry botmetry = with(one, adding("votes", other)).build()) {
            assertThat(botmetry.warnings()).isEmpty();
        }
    }

    @Test
    void pathOfAnotherPage_orThatCannotBeOne_isRefused() {
        Endpoint endpoint = Endpoint.builder().port(0).build();
        Page page = (request, answer) -> {};
        Integration adding = new Served.Adding("votes", endpoint, pages -> {
            pages.add("/votes", page);
            for (String wrong :
                    List.of("/votes", "/healthz", "/ready", "votes", "/", "", "/a b", "/a/", "/a?b", "/a".repeat(51))) {
                assertThatThrownBy(() -> pages.add(wrong, page))
                        .as(wrong)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("path must ");
            }
            assertThatThrownBy(() -> pages.add(null, page)).hasMessage("path");
            assertThatThrownBy(() -> pages.add("/other", null)).hasMessage("page");
            assertThatThrownBy(() -> pages.addStream("/other", null)).hasMessage("page");
        });

        try (Botmetry botmetry = with(adding).build()) {
            assertThat(botmetry.wiring().series())
                    .filteredOn(series -> series.definition().name().equals("botmetry.endpoint.requests"))
                    .extracting(series -> series.labelValues().get(0))
                    .containsOnly("/votes");
        }
    }

    @Test
    void pageThatThrows_is500_andOneWarning_andTheOthersGoOn() {
        try (Served bot = new Served()) {
            bot.page((request, answer) -> {
                answer.body().write(Served.bytes("half a page"));
                throw new NoClassDefFoundError("planned");
            });

            assertThat(bot.send(bot.request(Served.PAGE)).body()).isEqualTo("the page failed\n");
            assertThat(bot.status(Served.PAGE)).isEqualTo(500);
            assertThat(bot.status("/healthz")).isEqualTo(200);
            assertThat(bot.requests("failed")).isEqualTo(2);
            assertThat(bot.botmetry.warnings())
                    .singleElement()
                    .matches(warning -> warning.subject().equals("page /page") && warning.count() == 2);
        }
    }

    @Test
    void pageThatHangs_isOneWarning_andTakesNoneOfTheRoomOfOthers() throws Exception {
        Settings.Limits limits = new Settings.Limits(64, 4, Duration.ofSeconds(10), Duration.ofSeconds(2));
        Endpoint endpoint = Endpoint.builder().port(0).limits(limits).build();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(4);
        Integration hanging = new Served.Adding(
                "votes",
                endpoint,
                pages -> pages.addStream("/votes", (request, stream) -> {
                    begun.countDown();
                    assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
                }));
        List<RawClient> clients = new ArrayList<>();
        try (Botmetry botmetry =
                with(hanging, adding("shop", Endpoint.create())).build()) {
            for (int i = 0; i < 4; i++) {
                RawClient client = new RawClient(endpoint.port());
                client.send("GET /votes HTTP/1.1\r\nHost: here\r\n\r\n");
                clients.add(client);
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> text(endpoint.port(), "/shop").equals("shop"));
            assertThat(text(endpoint.port(), "/votes")).isEqualTo("busy with other requests\n");
            assertThat(botmetry.warnings())
                    .singleElement()
                    .matches(warning -> warning.subject().equals("page /votes")
                            && warning.toString().contains("has not come back within 2 s"));

        } finally {
            end.countDown();
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void endpoint_isInstalledOnce() {
        Endpoint endpoint = Endpoint.builder().port(0).build();
        try (Botmetry botmetry = with(endpoint).build()) {
            assertThat(botmetry.health()).containsKey("endpoint");
            assertThatThrownBy(() -> with(endpoint).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be used once");
        }
    }
}
