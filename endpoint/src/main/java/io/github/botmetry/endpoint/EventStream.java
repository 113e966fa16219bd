package io.github.botmetry.endpoint;

/**
 * Send one client its events; see the <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">standard</a>.
 *
 * <p>Thread-safe. Nothing of it throws or waits for the client: at most {@value #MAX_WAITING} events wait, and a client that takes
 * none of them is cut off. Null in place of an event or a step is a warning, and nothing else.
 */
public interface EventStream {

    /** The events that wait for their client; one more ends the stream. */
    int MAX_WAITING = 64;

    /** Sends an event; false if it was not, since the stream is over. */
    boolean send(String data);

    /** Runs the step once, when the stream is over for any reason; at once if it is over. */
    void onEnd(Runnable step);

    /** Ends the stream. */
    void close();
}
