package io.github.botmetry.prometheus;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.TimedCalls;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.stats.TimerDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the endpoint answers: three paths, exactly, to GET and HEAD. */
final class Routes extends Handler.Abstract {

    private static final int SPARE_BYTES = 4 * 1024;
    /** For a token file whose file system hangs. */
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(5);

    private static final String PLAIN = "text/plain; charset=utf-8";

    private static final CounterDefinition SCRAPES = CounterDefinition.named("botmetry.metrics.scrapes")
            .labels("result")
            .help("Requests of /metrics, by result: ok, unauthorized, busy, failed.")
            .build();

    private static final TimerDefinition DURATION = TimerDefinition.named("botmetry.metrics.scrape.duration")
            .help("How long it takes to write what a scrape gives.")
            .build();

    private final @Nullable BearerToken token;
    private final Scrape scrape;
    private final BooleanSupplier isReady;
    private final TimedCalls tokenFile;
    private final Guard guard;
    private final Semaphore answers;
    private final Counter ok;
    private final Counter unauthorized;
    private final Counter busy;
    private final Counter failed;
    private final Timer duration;
    private volatile int expectedBytes = SPARE_BYTES;

    /** Everything that an answer is made of. */
    record Parts(Scrape scrape, BooleanSupplier isReady, EndpointGuards guards) {}

    Routes(Parts parts, Settings settings, Stats stats) {
        this.token = settings.token();
        this.scrape = parts.scrape();
        this.isReady = parts.isReady();
        this.tokenFile = new TimedCalls(parts.guards().tokenFile(), TOKEN_LIMIT);
        this.guard = parts.guards().scrape();
        this.answers = new Semaphore(settings.limits().answers());
        this.ok = stats.counter(SCRAPES, "ok");
        this.unauthorized = stats.counter(SCRAPES, "unauthorized");
        this.busy = stats.counter(SCRAPES, "busy");
        this.failed = stats.counter(SCRAPES, "failed");
        this.duration = stats.timer(DURATION);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), ""); // CONNECT has none
        boolean isKnown = path.equals("/metrics") || path.equals("/healthz") || path.equals("/ready");
        boolean isRead = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!isKnown) {
            answer(response, HttpStatus.NOT_FOUND_404, "not found\n", callback);
        } else if (!isRead) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            answer(response, HttpStatus.METHOD_NOT_ALLOWED_405, "only GET and HEAD\n", callback);
        } else if (path.equals("/metrics")) {
            metrics(request, response, callback);
        } else if (path.equals("/healthz") || isReady.getAsBoolean()) {
            answer(response, HttpStatus.OK_200, "ok\n", callback);
        } else {
            answer(response, HttpStatus.SERVICE_UNAVAILABLE_503, "not ready\n", callback);
        }
        return true;
    }

    @Override
    protected void doStop() throws Exception {
        tokenFile.close();
        super.doStop();
    }

    private static void answer(Response response, int status, String text, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, PLAIN);
        response.write(true, ByteBuffer.wrap(TextOutput.bytes(text)), callback);
    }

    private void metrics(Request request, Response response, Callback callback) {
        if (token != null && !token.isIn(request.getHeaders().get(HttpHeader.AUTHORIZATION), tokenFile)) {
            unauthorized.incr();
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            answer(response, HttpStatus.UNAUTHORIZED_401, "a bearer token is needed\n", callback);
        } else if (!answers.tryAcquire()) {
            busy.incr();
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            answer(response, HttpStatus.SERVICE_UNAVAILABLE_503, "busy with other scrapes\n", callback);
        } else {
            answerWithPermit(request, response, callback);
        }
    }

    /** Gives the permit back when the answer has left or failed, and when there never is one. */
    private void answerWithPermit(Request request, Response response, Callback callback) {
        AtomicBoolean isHeld = new AtomicBoolean(true);
        Runnable release = () -> {
            if (isHeld.getAndSet(false)) {
                answers.release();
            }
        };
        boolean isAnswered = false;
        try {
            writeMetrics(request, response, Callback.from(callback, release));
            isAnswered = true;
        } finally {
            if (!isAnswered) {
                release.run();
            }
        }
    }

    /** Into memory first: so a client that does not read holds no thread, and a failure is an answer of its own. */
    private void writeMetrics(Request request, Response response, Callback callback) {
        HttpFields headers = request.getHeaders();
        Format format = Format.accepted(headers.get(HttpHeader.ACCEPT));
        boolean isZipped = accepts(headers.getField(HttpHeader.ACCEPT_ENCODING), "gzip");
        Body body = new Body(expectedBytes);
        long started = System.nanoTime();
        if (!guard.run(() -> write(body, format, isZipped))) {
            failed.incr();
            answer(response, HttpStatus.INTERNAL_SERVER_ERROR_500, "the scrape failed\n", callback);
            return;
        }
        duration.recordNanos(System.nanoTime() - started);
        ok.incr();
        HttpFields.Mutable answered = response.getHeaders();
        answered.put(HttpHeader.CONTENT_TYPE, format.contentType());
        answered.put(HttpHeader.VARY, "Accept, Accept-Encoding");
        if (isZipped) {
            answered.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        expectedBytes = body.size() + SPARE_BYTES;
        response.write(true, body.content(), callback);
    }

    private void write(Body body, Format format, boolean isZipped) throws IOException {
        try (OutputStream target = isZipped ? new GZIPOutputStream(body) : body) {
            scrape.write(target, format);
        }
    }

    /** Bytes in memory, which are not copied to be sent. */
    private static final class Body extends ByteArrayOutputStream {

        Body(int expectedBytes) {
            super(expectedBytes);
        }

        ByteBuffer content() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    private static boolean accepts(@Nullable HttpField encodings, String wanted) {
        return encodings != null && encodings.contains(wanted);
    }
}
