package io.github.botmetry.endpoint;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Holds one page, its guard, and its requests by result.
 *
 * @param page does nothing if it is a stream
 * @param stream null for a page with an end
 * @param lastBytes the size of its last answer, the first guess for the next one
 * @param hanging the calls that did not return in time
 */
record Route(
        Page page,
        @Nullable StreamPage stream,
        Guard guard,
        Map<Result, Counter> requests,
        AtomicInteger lastBytes,
        AtomicInteger hanging) {

    private static final CounterDefinition REQUESTS = CounterDefinition.named("botmetry.endpoint.requests")
            .labels("page", "result")
            .help("Requests of pages, by result: ok, unauthorized, busy, failed.")
            .build();

    /** The end of a request. */
    enum Result {
        OK,
        UNAUTHORIZED,
        BUSY,
        FAILED;

        /** Returns the value of the label. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Route of(String path, Page page, Guard guard, Stats stats) {
        Map<Result, Counter> requests = new EnumMap<>(Result.class);
        for (Result result : Result.values()) {
            requests.put(result, stats.counter(REQUESTS, path, result.label()));
        }
        return new Route(page, null, guard, requests, new AtomicInteger(), new AtomicInteger());
    }

    static Route ofStream(String path, StreamPage stream, Guard guard, Stats stats) {
        Route page = of(path, (request, answer) -> {}, guard, stats);
        return new Route(page.page, stream, guard, page.requests, page.lastBytes, page.hanging);
    }

    void count(Result result) {
        Objects.requireNonNull(requests.get(result)).incr();
    }
}
