package io.github.botmetry.prometheus;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.Stats;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A Botmetry whose endpoint listens on a free port, and what a client sees of it. */
final class Scraped implements AutoCloseable {

    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    final PrometheusIntegration prometheus;
    final Botmetry botmetry;
    private final HttpClient client = HttpClient.newHttpClient();

    Scraped() {
        this(builder -> builder);
    }

    Scraped(UnaryOperator<PrometheusIntegration.Builder> settings) {
        this(settings, builder -> builder);
    }

    Scraped(UnaryOperator<PrometheusIntegration.Builder> settings, UnaryOperator<Botmetry.Builder> botmetrys) {
        prometheus = settings.apply(PrometheusIntegration.builder().port(0)).build();
        botmetry = botmetrys
                .apply(Botmetry.builder().shutdownHook(false).install(prometheus))
                .build();
    }

    Stats stats() {
        return botmetry.stats();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + prometheus.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status(String path) {
        return send(request(path)).statusCode();
    }

    String text() {
        return send(request("/metrics")).body();
    }

    String openMetrics() {
        return send(request("/metrics").header("Accept", OPEN_METRICS)).body();
    }

    /** Both formats, which have to say the same. */
    Map<String, ScrapeParser.Parsed> parsed() {
        ScrapeParser.parse(text(), Format.TEXT);
        return ScrapeParser.parse(openMetrics(), Format.OPEN_METRICS);
    }

    @Override
    public void close() {
        botmetry.close();
    }
}
