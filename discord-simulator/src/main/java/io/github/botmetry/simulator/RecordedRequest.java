package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Check one REST request of the bot and its answer.
 *
 * <p>It is recorded on arrival; {@link #status()} and {@link #answeredNanos()} are set with the answer.
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

    /** The matching route, such as {@code /channels/{channel}/messages}; the path if there is none. */
    public String route() {
        return route;
    }

    /** The JSON text, or the {@code payload_json} of a multipart request; cut after 65,536 characters. */
    public String body() {
        return body;
    }

    /** The body as JSON; a missing node if the body is not JSON. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** The files of a multipart request. */
    public List<UploadedFile> files() {
        return files;
    }

    /** One of the headers kept, by its lower-case name: authorization, user agent, audit log reason; null if not sent. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The {@link System#nanoTime()} at which the request arrived. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** The {@link System#nanoTime()} of the answer; 0 before it. */
    public long answeredNanos() {
        return answeredNanos;
    }

    /** The HTTP status of the answer; 0 before it, or if the connection was cut. */
    public int status() {
        return status;
    }

    /** Discord's own error code, such as 10008; 0 if there is none. */
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
