package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.jda.gateway.DefaultScheduler;
import io.github.botmetry.jda.rest.DefaultFailures;
import io.github.botmetry.jda.rest.DirectCall;
import io.github.botmetry.jda.rest.DirectCalls;
import io.github.botmetry.jda.rest.ErrorCode;
import io.github.botmetry.jda.rest.HttpStatus;
import io.github.botmetry.jda.rest.InteractionRoutes;
import io.github.botmetry.jda.rest.RequestConsumers;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.rest.RestInterceptor;
import io.github.botmetry.jda.rest.RestMeter;
import io.github.botmetry.jda.rest.RestRequest;
import io.github.botmetry.jda.rest.RouteTemplate;
import io.github.botmetry.jda.rest.ServerClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.requests.Request;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter.RateLimitConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter.Work;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.restaction.interactions.InteractionCallbackAction.ResponseType;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Joins requests with the events that asked for them, and acknowledgements with their interactions. */
final class ObservedRequests {

    private final Owner owner;
    private final EventDispatcher events;
    private final Interactions interactions;
    private final InteractionRoutes.ByToken byToken;
    private final RestActivity restActivity;
    private final ServerClock clock;
    private final RestMeter meter;
    private final DirectCalls directCalls;
    private final RestInterceptor interceptor;
    private final UnwrappedPools unwrappedPools;
    private final RequestConsumers consumers;
    private final Guard observing;
    private final Consumer<ObservedWork.Result> handOn;

    /** The bots whose requests these are. */
    interface Owner {

        boolean isClosed();

        /** True if attach() gave that pool to JDA. */
        boolean isOurs(ExecutorService pool);

        /** A request of this JDA passed our limiter. */
        void seenRest(JDA jda);

        /** A request without a failure callback failed. */
        void requestFailed(Throwable error);
    }

    ObservedRequests(Wiring wiring, HandlingContext context, UnwrappedPools unwrappedPools, Owner owner) {
        this.owner = owner;
        this.unwrappedPools = unwrappedPools;
        events = wiring.events();
        interactions = context.interactions();
        byToken = interactions::byToken;
        restActivity = context.restActivity();
        clock = context.clock();
        consumers = new RequestConsumers(this::callbackFailed, owner::requestFailed, wiring.warnings());
        meter = new RestMeter(wiring.stats());
        directCalls = new DirectCalls(meter, events, this::eventOf);
        interceptor = new RestInterceptor(meter, directCalls, wiring, owner::isClosed);
        observing = wiring.guard("observation of REST calls");
        handOn = wiring.guard("observation of REST answers").consumer(ObservedWork.Result::notifyObservers);
    }

    private Optional<EventFrame> eventOf(String token) {
        return Optional.ofNullable(interactions.byToken(token));
    }

    RestMeter meter() {
        return meter;
    }

    RestInterceptor interceptor() {
        return interceptor;
    }

    /** True if each attempt of this JDA is seen. */
    boolean isIntercepted(JDA jda) {
        return interceptor.isIn(jda.getHttpClient());
    }

    /** Decorates the limiter of the configuration that the bot made, once. */
    RestConfig attach(RestConfig config) {
        meter.api(config.getBaseUrl());
        while (config.getRateLimiterFactory() instanceof ObservedRateLimiter.Factory left
                && left.requests().isClosed()) {
            config.setRateLimiterFactory(left.original());
        }
        if (config.getRateLimiterFactory() instanceof ObservedRateLimiter.Factory already
                && already.requests().events == events) {
            return config;
        }
        meter.limiterAttached();
        return config.setRateLimiterFactory(new ObservedRateLimiter.Factory(config, this));
    }

    /** True if the JDA that makes its limiter is one of this Botmetry. */
    boolean attachedTo(RateLimitConfig config) {
        return owner.isOurs(config.getScheduler());
    }

    private boolean isClosed() {
        return owner.isClosed();
    }

    /** A JDA is about to make its limiter. */
    void connecting(RateLimitConfig config, String baseUrl) {
        meter.api(baseUrl);
        if (config.getScheduler() instanceof DefaultScheduler scheduler) {
            scheduler.jdas().revive();
        }
    }

    RestActivity restActivity() {
        return restActivity;
    }

    /** Passes the result of a request on; its observers may throw. */
    void handOn(ObservedWork.Result result) {
        handOn.accept(result);
    }

    /** The request as a part of the event that asks for it on this thread. */
    Work observed(Work work) {
        Work observed;
        try {
            observed = observe(work);
        } catch (Throwable thrown) {
            observing.failed(thrown);
            return work;
        }
        observing.succeeded();
        return observed;
    }

    private Work observe(Work work) {
        owner.seenRest(work.getJDA());
        Route.CompiledRoute route = work.getRoute();
        EventFrame frame = CurrentEvent.frame();
        EventFrame interaction = interactionOf(route);
        Handling answered = Handling.of(interaction);
        if (frame == null && interaction != null) {
            frame = interaction;
            if (!restActivity.isWorking()) {
                unwrappedPools.answeredOutsideItsEvent(frame.event().name(), Thread.currentThread());
            }
        }
        boolean ours = frame == null || events.owns(frame);
        boolean acknowledges = InteractionRoutes.isAcknowledgement(route);
        ObservedWork observed = new ObservedWork(work, this, ours ? frame : null, acknowledges ? answered : null);
        Request<?> request = consumers.request(work);
        if (request != null) {
            consumers.observe(request, observed);
        }
        if (answered != null && acknowledges) {
            if (request != null && defers(request)) {
                answered.deferral().begin();
            }
        } else if (answered != null && InteractionRoutes.givesContent(route)) {
            observed.givesContentTo(answered);
        }
        return observed;
    }

    /** True if its user will see "is thinking" until there is content; a deferred edit shows nothing. */
    private static boolean defers(Request<?> acknowledgement) {
        return acknowledgement.getRawBody() instanceof DataObject body
                && body.getInt("type", 0) == ResponseType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE.getRaw();
    }

    /** By the id in the path of an acknowledgement, or by the token in the paths of all answers that follow. */
    private @Nullable EventFrame interactionOf(Route.CompiledRoute route) {
        if (InteractionRoutes.isAcknowledgement(route)) {
            return interactions.byId(InteractionRoutes.id(route));
        }
        return InteractionRoutes.hasToken(route) ? InteractionRoutes.byToken(route, byToken) : null;
    }

    /** A request got through, or failed for good. */
    void completed(@Nullable EventFrame frame, RestRequest rest) {
        if (frame == null ? events.isRestObserved() : frame.isRestObserved()) {
            completed(frame, rest.completed());
        }
    }

    private void completed(@Nullable EventFrame frame, RestCall call) {
        if (frame == null) {
            events.restCompleted(null, call);
        } else {
            frame.restCompleted(call);
        }
    }

    /** Discord's clock can be read off its answers. */
    void answered(@Nullable Response response, long askedMillis) {
        if (response != null) {
            clock.sample(response.headers(), askedMillis, System.currentTimeMillis(), System.nanoTime());
        }
    }

    /** Requests that do not wait for the limiter are only seen when they are over. */
    void completed(HttpRequestEvent event) {
        if (!event.getRequest().shouldQueue()) {
            completedDirectly(event);
        }
        Handling answered = Handling.of(interactionOf(event.getRoute()));
        if (answered == null || event.isRateLimit()) {
            return;
        }
        if (!InteractionRoutes.isAcknowledgement(event.getRoute())) {
            if (event.getResponse().isOk() && InteractionRoutes.givesContent(event.getRoute())) {
                answered.answered();
            }
        } else if (event.getResponse().isOk()) {
            if (defers(event.getRequest())) {
                answered.deferral().begin();
            }
            answered.acknowledged();
        } else {
            answered.refused(event.getResponse().code);
        }
    }

    private void completedDirectly(HttpRequestEvent event) {
        DirectCall call =
                directCalls.over(event.getRequestRaw(), event.getRoute().getBaseRoute());
        if (call == null) {
            completed(current(), unseen(event));
        } else {
            completed(call.frame(), call.rest());
        }
    }

    /** Of a call whose HTTP client is not ours, or that failed where the events go through a pool of the bot's. */
    private RestCall unseen(HttpRequestEvent event) {
        RouteTemplate template = meter.template(event.getRoute().getBaseRoute());
        int status = Math.max(HttpStatus.NO_ANSWER, event.getResponse().code);
        return new RestCall(
                template.method(), template.path(), status, ErrorCode.NONE, 1, Duration.ZERO, Duration.ZERO);
    }

    private @Nullable EventFrame current() {
        EventFrame frame = CurrentEvent.frame();
        return frame == null || events.owns(frame) ? frame : null;
    }

    /** Reports what JDA or the bot's own limiter threw against its contract. */
    void failed(@Nullable EventFrame frame, Throwable error) {
        events.failed(frame, new Failure(error, Failure.Source.REST, false, DefaultFailures.callSite(error)));
    }

    private void callbackFailed(Throwable error) {
        events.failed(current(), new Failure(error, Failure.Source.CALLBACK, false, null));
    }
}
