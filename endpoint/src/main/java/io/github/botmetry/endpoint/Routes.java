package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.http.HttpHeader;
import io.github.botmetry.endpoint.jetty.http.HttpMethod;
import io.github.botmetry.endpoint.jetty.http.HttpStatus;
import io.github.botmetry.endpoint.jetty.server.Handler;
import io.github.botmetry.endpoint.jetty.server.Request;
import io.github.botmetry.endpoint.jetty.server.Response;
import io.github.botmetry.endpoint.jetty.util.Callback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers GET and HEAD of exact paths: pages, behind the token, and two of its own. */
final class Routes extends Handler.Abstract {

    private static final String HEALTH = "/healthz";
    private static final String READY = "/ready";

    /** The endpoint's own paths, which no page can have. */
    static final Set<String> OWN = Set.of(HEALTH, READY);

    private final Map<String, Route> pages;
    private final BooleanSupplier isReady;
    private final Admission admission;
    private final Turns turns;

    Routes(Map<String, Route> pages, BooleanSupplier isReady, Admission admission, Turns turns) {
        this.pages = pages;
        this.isReady = isReady;
        this.admission = admission;
        this.turns = turns;
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
            Exchange exchange = new Exchange(page, request, response, callback);
            admission.ask(exchange, isAdmitted -> show(exchange, isAdmitted));
        } else if (path.equals(HEALTH) || isReady.getAsBoolean()) {
            answer(response, HttpStatus.OK_200, "ok\n", callback);
        } else {
            answer(response, HttpStatus.SERVICE_UNAVAILABLE_503, "not ready\n", callback);
        }
        return true;
    }

    private static void answer(Response response, int status, String text, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PLAIN);
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    /** One request of a page. */
    record Exchange(Route page, Request request, Response response, Callback callback) {

        /** Returns the header with the token; null if it was not sent. */
        @Nullable
        String authorization() {
            return request.getHeaders().get(HttpHeader.AUTHORIZATION);
        }

        void answer(Route.Result result, int status, String text) {
            page.count(result);
            Routes.answer(response, status, text, callback);
        }
    }

    private void show(Exchange exchange, boolean isAdmitted) {
        if (!isAdmitted) {
            exchange.response().getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            exchange.answer(Route.Result.UNAUTHORIZED, HttpStatus.UNAUTHORIZED_401, "a bearer token is needed\n");
            return;
        }
        try (Turns.Turn turn = turns.begin(exchange.page())) {
            if (turn == null) {
                exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, 1);
                exchange.answer(Route.Result.BUSY, HttpStatus.SERVICE_UNAVAILABLE_503, "busy with other requests\n");
            } else if (exchange.page().stream() != null
                    && HttpMethod.GET.is(exchange.request().getMethod())) {
                stream(exchange, exchange.page().stream());
            } else {
                write(exchange);
            }
        }
    }

    /**
     * Writes into memory first, so that a client that does not read holds no thread and no permit, and a failure can be answered
     * with its own status. {@link Connections#sending} bounds the answers that wait for their clients.
     */
    private static void write(Exchange exchange) {
        Answer answer = new Answer(exchange.request(), exchange.page());
        if (exchange.page().guard().run(answer::make)) {
            exchange.page().count(Route.Result.OK);
            answer.addTo(exchange.response().getHeaders());
            exchange.response().write(true, answer.content(), exchange.callback());
        } else {
            exchange.answer(Route.Result.FAILED, HttpStatus.INTERNAL_SERVER_ERROR_500, "the page failed\n");
        }
    }

    private static void stream(Exchange exchange, StreamPage page) {
        Connections connections = (Connections) exchange.request().getAttribute(Connections.class.getName());
        ServerSentEvents events = new ServerSentEvents(
                exchange, exchange.request().getComponents().getScheduler());
        if (!connections.stream(exchange.request().getConnectionMetaData().getConnection(), events::close)) {
            exchange.answer(Route.Result.BUSY, HttpStatus.SERVICE_UNAVAILABLE_503, "too many streams\n");
            return;
        }
        events.begin();
        boolean isBegun =
                exchange.page().guard().run(() -> page.open(new Answer(exchange.request(), exchange.page()), events));
        exchange.page().count(isBegun ? Route.Result.OK : Route.Result.FAILED);
        if (!isBegun) {
            events.close();
        }
    }
}
