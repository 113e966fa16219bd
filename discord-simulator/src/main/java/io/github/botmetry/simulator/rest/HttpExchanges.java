package io.github.botmetry.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.botmetry.simulator.payload.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Reads requests from the HTTP server and writes answers to it. */
final class HttpExchanges {
    private static final Pattern API = Pattern.compile("^/api/v\\d+(?=/)");
    private static final List<String> KEPT_HEADERS = List.of("authorization", "user-agent", "x-audit-log-reason");
    private static final int LIMIT = 1000;

    private HttpExchanges() {}

    static RestRequest read(HttpExchange exchange) throws IOException {
        long arrivedNanos = System.nanoTime();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        boolean multipart = Multipart.is(contentType);
        Multipart parts = multipart ? Multipart.parse(contentType, bytes) : new Multipart("", List.of());
        String path = API.matcher(exchange.getRequestURI().getRawPath()).replaceFirst("");
        List<String> segments = new ArrayList<>();
        for (String segment : RoutePattern.segments(path)) {
            segments.add(decode(segment.replace("+", "%2B")));
        }
        return new RestRequest(
                exchange.getRequestMethod(),
                // Decoded: JDA 5 sends %40original where JDA 6 sends @original.
                "/" + String.join("/", segments),
                segments,
                query(exchange.getRequestURI().getRawQuery()),
                headers(exchange.getRequestHeaders()),
                multipart ? parts.payloadJson() : new String(bytes, StandardCharsets.UTF_8),
                parts.files(),
                arrivedNanos);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static Map<String, String> headers(Headers all) {
        Map<String, String> kept = new HashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = all.getFirst(name);
            if (value != null) {
                kept.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return kept;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * @param bucket the requests that share a rate limit
     * @param compressed true to use gzip, if there is a body and the bot accepts it
     */
    static void write(HttpExchange exchange, String bucket, RestAnswer answer, boolean compressed) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        // JDA takes a 429 without this header for a ban by Discord's proxy.
        headers.set("via", "1.1 simulator");
        limits(headers, bucket);
        if (answer.body() != null) {
            headers.set("content-type", "application/json");
        }
        answer.headers().forEach(headers::set);
        headers.values().removeIf(values -> values.contains(RestAnswer.NO_HEADER));
        JsonNode body = answer.body();
        if (body == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        byte[] bytes = Json.bytes(body);
        if (compressed && acceptsGzip(exchange)) {
            headers.set("content-encoding", "gzip");
            bytes = gzip(bytes);
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .contains("gzip");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Writes the headers of a rate limit that no bot reaches, since only tests order rate limits. */
    private static void limits(Headers headers, String bucket) {
        headers.set("x-ratelimit-bucket", Integer.toHexString(bucket.hashCode()));
        headers.set("x-ratelimit-limit", Integer.toString(LIMIT));
        headers.set("x-ratelimit-remaining", Integer.toString(LIMIT - 1));
        headers.set("x-ratelimit-reset-after", "1.0");
        headers.set("x-ratelimit-reset", Double.toString(System.currentTimeMillis() / 1000.0 + 1));
    }
}
