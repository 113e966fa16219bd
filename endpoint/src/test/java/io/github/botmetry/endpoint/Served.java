package io.github.botmetry.endpoint;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A Botmetry whose endpoint listens on a free port with one page, {@code /page}, and a client of it. */
final class Served implements AutoCloseable {

    static final String PAGE = "/page";
    static final String GET = "GET " + PAGE + " HTTP/1.1\r\nHost: here\r\n\r\n";

    final Endpoint endpoint;
    final Botmetry botmetry;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Page page = (request, answer) -> answer.body().write(bytes("the page\n"));

    /** Adds pages as an integration does. */
    record Adding(String name, Endpoint endpoint, Consumer<Pages> add) implements Integration {
        @Override
        public void install(Wiring wiring) {
            add.accept(endpoint.pages(wiring, name));
        }
    }

    Served() {
        this(builder -> builder);
    }

    Served(UnaryOperator<Endpoint.Builder> settings) {
        this(settings, builder -> builder);
    }

    Served(UnaryOperator<Endpoint.Builder> settings, UnaryOperator<Botmetry.Builder> botmetrys) {
        endpoint = settings.apply(Endpoint.builder().port(0)).build();
        Consumer<Pages> add = pages -> pages.add(PAGE, (request, answer) -> page.answer(request, answer));
        botmetry = botmetrys
                .apply(Botmetry.builder().shutdownHook(false).install(new Adding("test", endpoint, add)))
                .build();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void page(Page changed) {
        page = changed;
    }

    Stats stats() {
        return botmetry.stats();
    }

    /** The requests of the page that ended like this. */
    long requests(String result) {
        for (Series series : botmetry.wiring().series()) {
            if (series instanceof CounterSeries counter && series.labelValues().equals(List.of(PAGE, result))) {
                return counter.total();
            }
        }
        throw new IllegalArgumentException(result);
    }

    Health health() {
        return botmetry.health().get("endpoint");
    }

    long connections() {
        return health().figures().get("connections");
    }

    RawClient connect() throws IOException {
        return new RawClient(endpoint.port());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status(String path) {
        return send(request(path)).statusCode();
    }

    int statusWith(String token) {
        return send(request(PAGE).header("Authorization", "Bearer " + token)).statusCode();
    }

    String text() {
        return send(request(PAGE)).body();
    }

    @Override
    public void close() {
        botmetry.close();
    }
}
