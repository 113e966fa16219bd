package io.github.botmetry.jda.rest;

import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One attempt of a request: one exchange over the wire. */
final class RestAttempt {

    private final RestRequest rest;
    private final Request sent;
    private final long sentNanos = System.nanoTime();
    private long nanos;
    private @Nullable Response response;

    RestAttempt(RestRequest rest, Request sent) {
        this.rest = rest;
        this.sent = sent;
    }

    Request sent() {
        return sent;
    }

    /** @param answer null if none came */
    RestAttempt over(@Nullable Response answer) {
        nanos = System.nanoTime() - sentNanos;
        response = answer;
        return this;
    }

    void count() {
        if (response == null) {
            rest.failed(nanos);
        } else {
            rest.answered(response.code(), ErrorCode.of(response), response.headers(), nanos);
            rest.peek(response);
        }
    }
}
