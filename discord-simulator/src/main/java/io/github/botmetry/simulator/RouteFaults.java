package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.DiscordErrors;
import io.github.botmetry.simulator.rest.Faults;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RoutePattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Orders faults on a route: {@code discord.on("POST", "/channels/{id}/messages").answerOnce(404, 10008)}.
 *
 * <p>Answers, delays and cuts last until {@link #clear()}, unless {@link #times} limits them; a rate limit happens once.
 * Several faults on one route are used in the order of the calls. A request that a fault answers changes
 * nothing in the simulated world. Not thread-safe; the faults themselves are.
 */
public final class RouteFaults {
    private final Faults faults;
    private final RoutePattern pattern;
    private int times = Faults.ALWAYS;

    RouteFaults(Faults faults, RoutePattern pattern) {
        this.faults = faults;
        this.pattern = pattern;
    }

    /** Limits each fault ordered after this call to a number of requests. */
    public RouteFaults times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
        times = count;
        return this;
    }

    /** Answers with an HTTP status and no code of Discord's own: 500, 502, 503. */
    public RouteFaults answer(int status) {
        return answer(status, 0);
    }

    /** Answers with an HTTP status and one of Discord's codes: 404 and 10008, 403 and 50013. */
    public RouteFaults answer(int status, int discordCode) {
        requireStatus(status);
        faults.answer(
                pattern,
                times,
                () -> RestAnswer.error(status, discordCode, DiscordErrors.message(status, discordCode)));
        return this;
    }

    /** Answers one request with an HTTP status and one of Discord's codes. */
    public RouteFaults answerOnce(int status, int discordCode) {
        return times(1).answer(status, discordCode);
    }

    /** Answers with an HTTP status and this JSON. */
    public RouteFaults answerWith(int status, String json) {
        requireStatus(status);
        int code = Json.read(json).path("code").asInt();
        faults.answer(pattern, times, () -> new RestAnswer(status, code, Json.read(json), Map.of()));
        return this;
    }

    /** Delays requests, which are then handled as usual or by the next fault. */
    public RouteFaults delay(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, was " + duration);
        }
        faults.delay(pattern, times, duration);
        return this;
    }

    /** Answers 429, once by default; see {@link #times}. JDA waits in whole seconds, at least one. */
    public RouteFaults rateLimit(RateLimitScope scope, Duration retryAfter) {
        int limited = times == Faults.ALWAYS ? 1 : times;
        faults.answer(pattern, limited, () -> tooManyRequests(scope, retryAfter));
        return this;
    }

    /** Ends the HTTP connection without an answer. The HTTP client under JDA repeats some requests by itself. */
    public RouteFaults cut() {
        faults.answer(pattern, times, () -> null);
        return this;
    }

    /** Ends all faults of this route. */
    public void clear() {
        faults.clear(pattern);
    }

    private static RestAnswer tooManyRequests(RateLimitScope scope, Duration retryAfter) {
        if (scope == RateLimitScope.CLOUDFLARE) {
            return banned(retryAfter);
        }
        double seconds = retryAfter.toMillis() / 1000.0;
        boolean global = scope == RateLimitScope.GLOBAL;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("retry-after", Long.toString((long) Math.ceil(seconds)));
        headers.put("x-ratelimit-scope", scope.header());
        headers.put("x-ratelimit-remaining", "0");
        headers.put("x-ratelimit-reset-after", Double.toString(seconds));
        headers.put("x-ratelimit-reset", Double.toString(System.currentTimeMillis() / 1000.0 + seconds));
        if (global) {
            headers.put("x-ratelimit-global", "true");
        }
        return new RestAnswer(
                429,
                0,
                Json.object()
                        .put("message", "You are being rate limited.")
                        .put("retry_after", seconds)
                        .put("global", global),
                headers);
    }

    /** Makes the answer of Discord's proxy, without Discord's headers and JSON. */
    private static RestAnswer banned(Duration retryAfter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("via", RestAnswer.NO_HEADER);
        headers.put("x-ratelimit-bucket", RestAnswer.NO_HEADER);
        headers.put("retry-after", Long.toString((long) Math.ceil(retryAfter.toMillis() / 1000.0)));
        headers.put("content-type", "text/html");
        return new RestAnswer(429, 0, TextNode.valueOf("error code: 1015"), headers);
    }

    private static void requireStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200..599, was " + status);
        }
    }
}
