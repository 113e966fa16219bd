package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/** Keeps the endpoint open. A port that is taken does not stop the bot: it is tried again until it is free. */
final class Listening {

    private final Settings settings;
    private final Supplier<Handler> routes;
    private final Retry retry;
    private final Guard guard;
    private @Nullable Endpoint endpoint;
    private boolean isClosed;

    /**
     * When and where to try again.
     *
     * @param worker starts the endpoint: Jetty starts threads, and the clock must not wait for that
     */
    record Retry(Duration pause, ScheduledExecutorService clock, Worker worker) {}

    Listening(Settings settings, Supplier<Handler> routes, Retry retry, Guard guard) {
        this.settings = settings;
        this.routes = routes;
        this.retry = retry;
        this.guard = guard;
    }

    void open() {
        if (!guard.run(this::openOnce)) {
            tryLater();
        }
    }

    /** Not under the lock, which health and close need too. */
    private void openOnce() throws IOException {
        if (isClosed()) {
            return;
        }
        Endpoint opened = Endpoint.open(settings, routes);
        if (!keep(opened)) {
            opened.close();
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    private synchronized boolean keep(Endpoint opened) {
        if (isClosed) {
            return false;
        }
        endpoint = opened;
        return true;
    }

    /** For strict mode: instead of trying later. */
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

    /** -1 while nothing listens. */
    synchronized int port() {
        return endpoint == null ? -1 : endpoint.port();
    }

    synchronized int connections() {
        return endpoint == null ? 0 : endpoint.connections();
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
