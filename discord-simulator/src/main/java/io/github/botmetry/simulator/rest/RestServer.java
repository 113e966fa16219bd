package io.github.botmetry.simulator.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST API's HTTP server on a free loopback port. */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
    private static final int THREADS = 16;
    private static final int STOP_SECONDS = 2;

    private final Options options;
    private final Router router;
    private final Faults faults;
    private final RequestRecorder recorder;
    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService delays;

    public RestServer(Options options, Router router, Faults faults, RequestRecorder recorder) {
        this.options = options;
        this.router = router;
        this.faults = faults;
        this.recorder = recorder;
        ThreadFactory threads = daemons("discord-simulator-rest");
        workers = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        workers.allowCoreThreadTimeOut(true);
        delays = Executors.newSingleThreadScheduledExecutor(daemons("discord-simulator-delay"));
        server = bind();
    }

    private static HttpServer bind() {
        // Avoids 40 ms per request, which Nagle's algorithm and delayed acknowledgements cost between headers and body.
        // The JDK reads the property when it loads its server class, so this must come first.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException("no loopback port for the REST API", failed);
        }
    }

    public void open() {
        server.setExecutor(workers);
        server.createContext("/", this::accept);
        // The server's dispatcher thread inherits its daemon status from the thread that starts it.
        Thread starter = daemons("discord-simulator-start").newThread(server::start);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the REST API started", interrupted);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10/";
    }

    private void accept(HttpExchange exchange) throws IOException {
        RestRequest request = HttpExchanges.read(exchange);
        Router.Route route = router.find(request.method(), request.segments());
        String template = route == null ? null : route.pattern().route();
        Arrived arrived = new Arrived(exchange, request, route, recorder.arrived(request, template));
        Faults.Verdict verdict = faults.judge(request.method(), request.segments());
        Runnable rest = () -> finish(arrived, verdict);
        if (verdict.delay().isZero()) {
            rest.run();
        } else {
            // Waiting here would take a worker from requests that are not delayed.
            later(verdict.delay(), rest);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The hand-over can fail only when the simulator is being closed.
    private void later(Duration delay, Runnable task) {
        delays.schedule(() -> workers.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void finish(Arrived arrived, Faults.Verdict verdict) {
        HttpExchange exchange = arrived.exchange();
        if (verdict.cut()) {
            arrived.answered().with(0, 0);
            exchange.close();
            return;
        }
        RestAnswer forced = verdict.forced();
        RestAnswer answer = forced == null ? handle(arrived.request(), arrived.route()) : forced;
        // Recorded before it is sent: once the bot has the answer, a test must find the request in the log.
        arrived.answered().with(answer.status(), answer.discordCode());
        try {
            HttpExchanges.write(exchange, arrived.bucket(), answer, options.compressAnswers());
        } catch (IOException gone) {
            LOG.debug("The bot did not wait for the answer to {}", arrived.bucket(), gone);
        } finally {
            exchange.close();
        }
    }

    private RestAnswer handle(RestRequest request, Router.@Nullable Route route) {
        if (!("Bot " + options.token()).equals(request.header("authorization"))) {
            return RestAnswer.error(401, 0, "401: Unauthorized");
        }
        if (route == null) {
            LOG.warn("The simulator has no route {} {}", request.method(), request.path());
            return RestAnswer.error(404, 0, "404: Not Found");
        }
        try {
            return route.handler().handle(request);
        } catch (RestFailure failure) {
            return RestAnswer.error(failure.status(), failure.discordCode(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException defect) {
            LOG.error("The simulator failed at {} {}", request.method(), request.path(), defect);
            return RestAnswer.error(500, 0, "500: the simulator failed: " + defect);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        delays.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A request was still being handled {} s after the end", STOP_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Options of the server.
     *
     * @param token the only token that is accepted
     * @param compressAnswers true to use gzip if the bot accepts it
     */
    public record Options(String token, boolean compressAnswers) {}

    private record Arrived(
            HttpExchange exchange,
            RestRequest request,
            Router.@Nullable Route route,
            RequestRecorder.Answered answered) {
        /** Names the rate limit that all requests of one route share. */
        String bucket() {
            return request.method()
                    + (route == null ? request.path() : route.pattern().route());
        }
    }
}
