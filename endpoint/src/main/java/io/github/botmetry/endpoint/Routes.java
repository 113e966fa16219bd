package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.http.HttpHeader;
import io.github.botmetry.endpoint.jetty.http.HttpMethod;
import io.github.botmetry.endpoint.jetty.http.HttpStatus;
import io.github.botmetry.endpoint.jetty.server.Handler;
import io.github.botmetry.endpoint.jetty.server.Request;
import io.github.botmetry.endpoint.jetty.server.Response;
import io.github.botmetry.endpoint.jetty.util.Callback;
import io.github.botmetry.guard.TimedCalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers GET and HEAD of exact paths: those of the pages, behind the token, and two of its own. */
final class Routes extends Handler.Abstract {

    private static final String HEALTH = "/healthz";
    private static final String READY = "/ready";

    /** The paths that no page can have. */
    static final Set<String> OWN = Set.of(HEALTH, READY);

    /** For a token file whose file system hangs. */
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(5);

    private final Map<String, Route> pages;
    private final @Nullable BearerToken token;
    private final BooleanSupplier isReady;
    private final TimedCalls tokenFile;
    private final Semaphore answers;

    /** Everything that an answer is made of. */
    record Parts(Map<String, Route> pages, BooleanSupplier isReady, EndpointGuards guards) {}

    Routes(Parts parts, Settings settings) {
        this.pages = parts.pages();
        this.token = settings.token();
        this.isReady = parts.isReady();
        this.tokenFile = new TimedCalls(parts.guards().tokenFile(), TOKEN_LIMIT);
        this.answers = new Semaphore(settings.limits().answers());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), ""); // CONNECT has none
        Route page = pages.get(path);
        boolean isRead = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (page == null && !OWN.contains(path)) {
            answer(response, HttpStatus.NOT_FOUND_404, "not found\n", callback);
        } else if (!isRead) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            answer(response, HttpStatus.METHOD_NOT_ALLOWED_405, "only GET and HEAD\n", callback);
        } else if (page != null) {
            show(page, request, response, callback);
        } else if (path.equals(HEALTH) || isReady.getAsBoolean()) {
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
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PLAIN);
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private void show(Route page, Request request, Response response, Callback callback) {
        if (token != null && !token.isIn(request.getHeaders().get(HttpHeader.AUTHORIZATION), tokenFile)) {
            page.count(Route.Result.UNAUTHORIZED);
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            answer(response, HttpStatus.UNAUTHORIZED_401, "a bearer token is needed\n", callback);
        } else if (!answers.tryAcquire()) {
            page.count(Route.Result.BUSY);
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            answer(response, HttpStatus.SERVICE_UNAVAILABLE_503, "busy with other requests\n", callback);
        } else {
            showWithPermit(page, request, response, callback);
        }
    }

    /** Gives the permit back when the answer has left or failed, and when there never is one. */
    private void showWithPermit(Route page, Request request, Response response, Callback callback) {
        AtomicBoolean isHeld = new AtomicBoolean(true);
        Runnable release = () -> {
            if (isHeld.getAndSet(false)) {
                answers.release();
            }
        };
        boolean isAnswered = false;
        try {
            write(page, request, response, Callback.from(callback, release));
            isAnswered = true;
        } finally {
            if (!isAnswered) {
                release.run();
            }
        }
    }

    /** Into memory first: so a client that does not read holds no thread, and a failure is an answer of its own. */
    private static void write(Route page, Request request, Response response, Callback callback) {
        Answer answer = new Answer(request, page);
        if (page.guard().run(answer::make)) {
            page.count(Route.Result.OK);
            answer.addTo(response.getHeaders());
            response.write(true, answer.content(), callback);
        } else {
            page.count(Route.Result.FAILED);
            answer(response, HttpStatus.INTERNAL_SERVER_ERROR_500, "the page failed\n", callback);
        }
    }
}
