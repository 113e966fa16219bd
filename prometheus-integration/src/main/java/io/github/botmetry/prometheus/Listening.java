package io.github.botmetry.prometheus;

import io.github.botmetry.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/** Keeps the endpoint open. A port that is taken does not stop the bot: it is tried again until it is free. */
final class Listening {

    private final Settings settings;
    private final Supplier<Handler> routes;
    private final ScheduledExecutorService maintenance;
    private final Duration retry;
    private final Outage outage;
    private @Nullable Endpoint endpoint;
    private boolean isClosed;

    Listening(Settings settings, Supplier<Handler> routes, ScheduledExecutorService maintenance, Duration retry) {
        this.settings = settings;
        this.routes = routes;
        this.maintenance = maintenance;
        this.retry = retry;
        this.outage = new Outage("/metrics on " + settings);
    }

    synchronized void open() {
        if (isClosed) {
            return;
        }
        try {
            endpoint = Endpoint.open(settings, routes);
            outage.works();
        } catch (IOException | RuntimeException e) {
            outage.failed(e);
            tryLater();
        }
    }

    /** For strict mode: instead of trying later. */
    synchronized void openOrThrow() {
        try {
            endpoint = Endpoint.open(settings, routes);
        } catch (IOException e) {
            throw new IllegalStateException("port must be free, was " + settings, e);
        }
    }

    private void tryLater() {
        try {
            maintenance.schedule(this::open, retry.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            isClosed = true; // Botmetry is closing: there is no later
        }
    }

    /** -1 while nothing listens. */
    synchronized int port() {
        return endpoint == null ? -1 : endpoint.port();
    }

    synchronized int connections() {
        return endpoint == null ? 0 : endpoint.connections();
    }

    synchronized Health health() {
        return new Health(endpoint != null, Map.of(), outage.reason())
                .with("port", Math.max(0, port()))
                .with("connections", connections());
    }

    /** Not under the lock: a scrape that is running asks for the port. */
    void close() {
        Endpoint open = taken();
        if (open != null) {
            open.close();
        }
    }

    private synchronized @Nullable Endpoint taken() {
        isClosed = true;
        Endpoint open = endpoint;
        endpoint = null;
        return open;
    }
}
