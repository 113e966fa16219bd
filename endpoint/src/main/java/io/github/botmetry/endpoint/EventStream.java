package io.github.botmetry.endpoint;

/**
 * Send one client its events; see the <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">standard</a>.
 *
 * <p>Thread-safe. No method throws or waits for the client: at most {@value #MAX_WAITING} events wait, and a client that takes
 * none of them for 20 s is cut off. A null event or step is warned of and ignored.
 */
public interface EventStream {

    /** The limit of events that wait for their client; one more ends the stream. */
    int MAX_WAITING = 64;

    /** Queues an event for the client; returns false if the stream is over. */
    boolean send(String data);

    /** Runs the step once when the stream ends, for any reason; at once if it has ended. */
    void onEnd(Runnable step);

    /** Ends the stream. */
    void close();
}
