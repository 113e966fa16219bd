package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.server.Handler;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the endpoint open. A port that is taken does not stop the bot: it is tried again until it is free. */
final class Listening {

    private final Settings settings;
    private final Supplier<Handler> routes;
    private final Retry retry;
    private final Guard guard;
    private final Guard arrivals;
    private @Nullable HttpServer server;
    private boolean isClosed;

    /**
     * Sets when and on which thread to try again.
     *
     * @param worker starts the endpoint, since the clock must not wait for Jetty to start threads
     */
    record Retry(Duration pause, ScheduledExecutorService clock, Worker worker) {}

    Listening(Settings settings, Supplier<Handler> routes, Retry retry, EndpointGuards guards) {
        this.settings = settings;
        this.routes = routes;
        this.retry = retry;
        this.guard = guards.port();
        this.arrivals = guards.arrivals();
    }

    void open() {
        if (!guard.run(this::openOnce)) {
            tryLater();
        }
    }

    /** Opens without the lock, which health and close need too. */
    private void openOnce() throws IOException {
        if (isClosed()) {
            return;
        }
        HttpServer opened = HttpServer.open(settings, routes, arrivals);
        if (!keep(opened)) {
            opened.close();
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    private synchronized boolean keep(HttpServer opened) {
        if (isClosed) {
            return false;
        }
        server = opened;
        return true;
    }

    /** Opens the port or throws, for strict mode. */
    void openOrThrow() {
        try {
            openOnce();
        } catch (IOException e) {
            throw new IllegalStateException("port must be free, was " + settings, e);
        }
    }

    private void tryLater() {
        try {
            retry.clock()
                    .schedule(
                            () -> retry.worker().run(this::open), retry.pause().toNanos(), TimeUnit.NANOSECONDS);
        } catch (Throwable noLater) {
            guard.failed(noLater); // Botmetry is closing
        }
    }

    /** Returns the port, -1 while nothing listens. */
    synchronized int port() {
        return server == null ? -1 : server.port();
    }

    synchronized int connections() {
        return server == null ? 0 : server.connections();
    }

    /** Closes without the lock, since a running scrape reads the port. */
    void close() {
        HttpServer open = taken();
        if (open != null) {
            open.close();
        }
    }

    private synchronized @Nullable HttpServer taken() {
        isClosed = true;
        HttpServer open = server;
        server = null;
        return open;
    }
}
