package io.github.botmetry.jda.rest;

import io.github.botmetry.event.RestCall;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.Response;

/** One request to Discord and the results of its attempts. Used by one thread at a time, as a request is. */
public final class RestRequest {

    private final RestMeter meter;
    private final RouteSeries route;
    private final long enqueuedNanos = System.nanoTime();
    private long firstNanos;
    private long overNanos;
    private boolean begun;
    private int attempts;
    private int status;
    private int discordCode;

    RestRequest(RestMeter meter, RouteSeries route) {
        this.meter = meter;
        this.route = route;
    }

    RouteTemplate template() {
        return route.template();
    }

    /** It does not wait for its turn any more, at least not for the first time. */
    public void begin() {
        if (!begun) {
            begun = true;
            firstNanos = System.nanoTime();
            route.waited(firstNanos - enqueuedNanos);
        }
    }

    /** The same for one that never waited. */
    RestRequest atOnce() {
        begun = true;
        firstNanos = enqueuedNanos;
        return this;
    }

    public int attempts() {
        return attempts;
    }

    /** The status of the latest attempt. */
    public int status() {
        return status;
    }

    /** An attempt brought an answer, which JDA has yet to read. */
    void peek(Response response) {
        if (response.isSuccessful() && template().path().equals(SessionStarts.ROUTE)) {
            meter.sessionStarts().read(response);
        }
    }

    /** An attempt brought no answer. */
    void failed(long nanos) {
        attempted(HttpStatus.NO_ANSWER, ErrorCode.NONE, nanos);
    }

    public void answered(int answer, int code, Headers headers, long nanos) {
        attempted(answer, code, nanos);
        boolean counts = answer == HttpStatus.UNAUTHORIZED || answer == HttpStatus.FORBIDDEN;
        if (answer == HttpStatus.TOO_MANY_REQUESTS) {
            RateLimitScope scope = RateLimitScope.of(headers);
            route.limited(scope);
            counts = scope != RateLimitScope.SHARED;
        }
        if (counts) {
            meter.invalid(answer);
        }
    }

    private void attempted(int answer, int code, long nanos) {
        if (attempts > 0) {
            meter.retried(status);
        }
        attempts++;
        overNanos = System.nanoTime();
        status = answer;
        discordCode = code;
        route.answered(answer, code, nanos);
    }

    /** The call, now that it is over; if its attempts could not be seen, there was one. */
    public RestCall completed() {
        return new RestCall(
                template().method(),
                template().path(),
                status,
                discordCode,
                Math.max(1, attempts),
                Duration.ofNanos(firstNanos - enqueuedNanos),
                Duration.ofNanos((attempts == 0 ? System.nanoTime() : overNanos) - firstNanos));
    }
}
