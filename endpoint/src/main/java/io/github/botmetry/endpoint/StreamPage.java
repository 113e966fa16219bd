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
 * <p>Called on a thread of the endpoint, once for each client. An exception ends that client's stream and is a warning; the bot
 * does not see it.
 */
@FunctionalInterface
public interface StreamPage {

    /** Begins a stream, and returns soon: it goes on until one of both sides ends it. */
    void open(PageRequest request, EventStream stream) throws Exception;
}
