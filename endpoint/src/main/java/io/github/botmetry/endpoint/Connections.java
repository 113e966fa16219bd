package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.io.Connection;
import io.github.botmetry.endpoint.jetty.util.thread.Scheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off whoever takes too long, and the oldest that has not asked for anything yet when there are too many.
 *
 * <p>Jetty's own idle time-out begins anew with each byte, so that one byte a second would hold a connection for ever.
 */
final class Connections implements Connection.Listener {

    private final Settings.Limits limits;
    private final Scheduler scheduler;
    private final Map<Connection, Scheduler.Task> waiting = new LinkedHashMap<>();
    private final Map<Connection, Scheduler.Task> answered = new LinkedHashMap<>();

    Connections(Settings.Limits limits, Scheduler scheduler) {
        this.limits = limits;
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection opened) {
        Connection surplus = add(opened);
        if (surplus != null) {
            surplus.getEndPoint().close();
        }
    }

    private synchronized @Nullable Connection add(Connection opened) {
        waiting.put(opened, scheduler.schedule(opened.getEndPoint()::close, limits.request()));
        return waiting.size() + answered.size() > limits.connections()
                ? waiting.keySet().iterator().next()
                : null;
    }

    /** The request is there: from now on it is the answer that takes time. */
    synchronized void asked(Connection connection) {
        Scheduler.Task earlier = waiting.remove(connection);
        if (earlier != null) {
            earlier.cancel();
            answered.put(connection, scheduler.schedule(connection.getEndPoint()::close, limits.answer()));
        }
    }

    @Override
    public synchronized void onClosed(Connection closed) {
        Scheduler.Task request = waiting.remove(closed);
        Scheduler.Task answer = answered.remove(closed);
        if (request != null) {
            request.cancel();
        }
        if (answer != null) {
            answer.cancel();
        }
    }

    synchronized int open() {
        return waiting.size() + answered.size();
    }
}
