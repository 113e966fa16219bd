package io.github.botmetry.jda.rest;

import io.github.botmetry.event.EventFrame;
import java.lang.ref.WeakReference;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A request that does not wait for the limiter, as {@code complete(false)} makes it; used by the thread that sends it. */
public final class DirectCall {

    private final RestRequest rest;
    private final @Nullable EventFrame frame;
    private WeakReference<Request> request;

    DirectCall(RestRequest rest, Request request, @Nullable EventFrame frame) {
        this.rest = rest.atOnce();
        this.request = new WeakReference<>(request);
        this.frame = frame;
    }

    public RestRequest rest() {
        return rest;
    }

    /** The event that asked for it. */
    @Nullable
    public EventFrame frame() {
        return frame;
    }

    /** True for one more attempt: JDA sends the same request again after a 502, and an equal one if no answer came. */
    boolean goesOnWith(Request next) {
        Request last = request.get();
        boolean goesOn = last == next
                || (last != null
                        && rest.status() == HttpStatus.NO_ANSWER
                        && last.method().equals(next.method())
                        && last.url().equals(next.url()));
        if (goesOn) {
            request = new WeakReference<>(next);
        }
        return goesOn;
    }
}
