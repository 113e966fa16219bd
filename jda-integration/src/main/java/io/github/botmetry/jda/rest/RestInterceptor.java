package io.github.botmetry.jda.rest;

import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Guard;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sees every attempt that JDA's HTTP client makes, also those that JDA repeats without a word and those that bypass the
 * limiter. Downloads and whatever else is not the REST API's go through untouched. Thread-safe; nothing of it throws.
 */
public final class RestInterceptor implements Interceptor {

    private final RestMeter meter;
    private final DirectCalls directCalls;
    private final BooleanSupplier closed;

    @SuppressWarnings("ThreadLocalUsage") // of this Botmetry, of which a process has one
    private final ThreadLocal<@Nullable RestRequest> queued = new ThreadLocal<>();

    private final Guard requests;
    private final Guard answers;

    /** @param closed whether the Botmetry of this is closed: then another one may take its place */
    public RestInterceptor(RestMeter meter, DirectCalls directCalls, Wiring wiring, BooleanSupplier closed) {
        this.meter = meter;
        this.directCalls = directCalls;
        this.closed = closed;
        this.requests = wiring.guard("observation of HTTP requests");
        this.answers = wiring.guard("observation of HTTP answers");
    }

    /** The client with this in it, last: after whatever the bot's own interceptors repeat or rewrite. */
    public OkHttpClient attach(OkHttpClient client) {
        meter.clientAttached();
        return isIn(client) ? client : attach(client.newBuilder()).build();
    }

    /** Adds this to the builder, which may still be changed; null stands for JDA's default. */
    public OkHttpClient.Builder attach(OkHttpClient.@Nullable Builder builder) {
        meter.clientAttached();
        OkHttpClient.Builder attached = builder == null ? asJdaMakesIt() : builder;
        attached.interceptors().removeIf(left -> left instanceof RestInterceptor other && other.closed.getAsBoolean());
        return attached.interceptors().contains(this) ? attached : attached.addInterceptor(this);
    }

    public boolean isIn(OkHttpClient client) {
        return client.interceptors().contains(this);
    }

    private static OkHttpClient.Builder asJdaMakesIt() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(25);
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(5, 10, TimeUnit.SECONDS))
                .dispatcher(dispatcher);
    }

    /** This thread sends that request until {@link #sent}, which is to be given what this gives. */
    @Nullable
    public RestRequest sending(@Nullable RestRequest request) {
        RestRequest before = queued.get();
        queued.set(request);
        return before;
    }

    public void sent(@Nullable RestRequest before) {
        queued.set(before);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        RestAttempt attempt = guardedBegin(chain.request());
        if (attempt == null) {
            return chain.proceed(chain.request());
        }
        Response response = null;
        try {
            response = chain.proceed(attempt.sent());
            return response;
        } finally {
            guardedEnd(attempt.over(response));
        }
    }

    private @Nullable RestAttempt guardedBegin(Request request) {
        RestAttempt attempt;
        try {
            attempt = begin(request);
        } catch (Throwable thrown) {
            requests.failed(thrown);
            return null;
        }
        requests.succeeded();
        return attempt;
    }

    private void guardedEnd(RestAttempt attempt) {
        try {
            attempt.count();
        } catch (Throwable thrown) {
            answers.failed(thrown);
            return;
        }
        answers.succeeded();
    }

    private @Nullable RestAttempt begin(Request request) {
        RestRequest ofLimiter = queued.get();
        // A callback or a listener may send one of its own while the thread still works for the one that is over.
        if (ofLimiter != null
                && ofLimiter
                        .template()
                        .endsPathOf(request.method(), request.url().pathSegments())) {
            return new RestAttempt(ofLimiter, request);
        }
        DirectCall call = directCalls.sending(request);
        if (call == null) {
            return null;
        }
        Request marked = request.newBuilder().tag(DirectCall.class, call).build();
        return new RestAttempt(call.rest(), marked);
    }
}
