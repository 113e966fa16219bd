package io.github.botmetry.endpoint;

/**
 * Send events to clients as they happen, as server-sent events.
 *
 * <pre>{@code
 * StreamPage votes = (request, stream) -> {
 *     votes.add(stream);
 *     stream.onEnd(() -> votes.remove(stream));
 * };
 * }</pre>
 *
 * <p>Called on a thread of the endpoint, once for each client. An exception ends that client's stream and is warned of; it never
 * reaches the bot.
 */
@FunctionalInterface
public interface StreamPage {

    /** Begins a stream and returns soon; the stream stays open until the page or the client ends it. */
    void open(PageRequest request, EventStream stream) throws Exception;
}
