package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is one REST request of the bot, from its arrival on; {@link #status()} is set when it is answered.
 *
 * <p>Thread-safe.
 */
public final class RecordedRequest {
    private static final int KEPT_BODY_CHARS = 65_536;

    private final String method;
    private final String path;
    private final List<String> segments;
    private final String route;
    private final String body;
    private final List<UploadedFile> files;
    private final Map<String, String> headers;
    private final long arrivedNanos;
    private volatile long answeredNanos;
    private volatile int status;
    private volatile int discordCode;

    RecordedRequest(RestRequest request, String route) {
        this.method = request.method();
        this.path = request.path();
        this.segments = request.segments();
        this.route = route;
        this.body = request.body().length() > KEPT_BODY_CHARS
                ? request.body().substring(0, KEPT_BODY_CHARS)
                : request.body();
        this.files = request.files().stream()
                .map(file -> new UploadedFile(file.name(), file.sizeBytes()))
                .toList();
        this.headers = request.headers();
        this.arrivedNanos = request.arrivedNanos();
    }

    public String method() {
        return method;
    }

    /** The decoded path, without {@code /api/v10} and the query: {@code /channels/123/messages}. */
    public String path() {
        return path;
    }

    /** The route it matched, {@code /channels/{channel}/messages}; the path if it matched none. */
    public String route() {
        return route;
    }

    /** The JSON text, for multipart requests its {@code payload_json}; cut after 65,536 characters. */
    public String body() {
        return body;
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** The files of a multipart request. */
    public List<UploadedFile> files() {
        return files;
    }

    /** Authorization, user agent and audit log reason, by lower-case name; null if the bot did not send it. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** {@link System#nanoTime()} when it arrived. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** {@link System#nanoTime()} when it was answered; 0 before. */
    public long answeredNanos() {
        return answeredNanos;
    }

    /** The HTTP status of the answer; 0 before it and if the connection was cut instead. */
    public int status() {
        return status;
    }

    /** Discord's own error code, say 10008; 0 if none. */
    public int discordCode() {
        return discordCode;
    }

    List<String> segments() {
        return segments;
    }

    void answered(int answeredStatus, int code) {
        discordCode = code;
        answeredNanos = System.nanoTime();
        status = answeredStatus;
    }

    @Override
    public String toString() {
        return method + " " + path + " -> " + status;
    }
}
