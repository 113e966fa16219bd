package io.github.botmetry.jda;

import io.github.botmetry.event.RestCall;
import java.time.Duration;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How long one request waited and took. Used by one thread at a time, as a request is. */
final class RestTimes {

    private final long enqueuedNanos = System.nanoTime();
    private long firstNanos;
    private int attempts;

    void attempt() {
        if (attempts++ == 0) {
            firstNanos = System.nanoTime();
        }
    }

    /** The call, now that it is over. Of JDA's own repetitions of a 502 nothing is seen: they are one attempt. */
    RestCall completed(Route.CompiledRoute route, @Nullable Response response) {
        return new RestCall(
                route.getMethod().toString(),
                route.getBaseRoute().getRoute(),
                response == null ? 0 : response.code(),
                0,
                attempts,
                Duration.ofNanos(firstNanos - enqueuedNanos),
                Duration.ofNanos(System.nanoTime() - firstNanos));
    }
}
