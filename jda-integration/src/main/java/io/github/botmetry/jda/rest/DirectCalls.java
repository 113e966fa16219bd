package io.github.botmetry.jda.rest;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Finds the calls that bypass the limiter, by what is known of them: the thread and the HTTP request. Thread-safe. */
public final class DirectCalls {

    private final RestMeter meter;
    private final EventDispatcher events;
    private final Function<String, Optional<EventFrame>> byToken;

    @SuppressWarnings("ThreadLocalUsage") // of this Botmetry, of which a process has one
    private final ThreadLocal<@Nullable DirectCall> latest = new ThreadLocal<>();

    /** @param byToken the interaction with that token, which may be any segment of a path */
    public DirectCalls(RestMeter meter, EventDispatcher events, Function<String, Optional<EventFrame>> byToken) {
        this.meter = meter;
        this.events = events;
        this.byToken = byToken;
    }

    /** The call that this thread is about to send, or to repeat; null if it is not the API's. */
    @Nullable
    DirectCall sending(Request request) {
        DirectCall last = latest.get();
        if (last != null && last.goesOnWith(request)) {
            return last;
        }
        RestRequest rest = meter.request(request.method(), request.url(), this::hasInteractionToken);
        if (rest == null) {
            return null;
        }
        EventFrame frame = CurrentEvent.frame();
        EventFrame asking = frame == null ? ofInteraction(request) : frame;
        DirectCall call = new DirectCall(rest, request, asking != null && events.owns(asking) ? asking.frozen() : null);
        latest.set(call);
        return call;
    }

    /** The interaction whose token is in the path, from a thread that knows of none. */
    private @Nullable EventFrame ofInteraction(Request request) {
        for (String segment : request.url().pathSegments()) {
            Optional<EventFrame> frame = byToken.apply(segment);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        return null;
    }

    private boolean hasInteractionToken(List<String> path) {
        return path.size() > 2 && byToken.apply(path.get(2)).isPresent();
    }

    /**
     * The call that is over, which is then forgotten; null if it was not seen.
     *
     * @param sent what Discord answered; if it did not, the call is found only on the thread that sent it
     */
    @Nullable
    public DirectCall over(@Nullable Request sent, Route route) {
        DirectCall last = latest.get();
        boolean isLast =
                last != null && last.rest().template().equals(meter.route(route).template());
        DirectCall call = sent == null ? (isLast ? last : null) : sent.tag(DirectCall.class);
        if (call != null && call == last) {
            latest.remove();
        }
        return call;
    }
}
