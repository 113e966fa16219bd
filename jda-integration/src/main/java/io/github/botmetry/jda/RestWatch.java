package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter.RateLimitConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter.Work;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Joins requests with the events that asked for them, and acknowledgements with their interactions. */
final class RestWatch {

    private final JdaRuntime runtime;
    private final EventDispatcher events;
    private final Interactions interactions;
    private final RestThreads restThreads;
    private final ServerClock clock;
    private final AttachCheck check;
    private final RestMeter meter;
    private final DirectCalls directCalls;
    private final RestInterceptor interceptor;
    private final FoundCommands foundCommands;
    private final HopHints hints;
    private final RequestConsumers consumers;
    private final Function<Work, Optional<Work>> observe;

    RestWatch(JdaRuntime runtime) {
        this.runtime = runtime;
        events = runtime.events();
        interactions = runtime.interactions();
        restThreads = runtime.restThreads();
        clock = runtime.clock();
        check = runtime.check();
        foundCommands = runtime.foundCommands();
        hints = new HopHints(runtime.warnings());
        consumers = new RequestConsumers(
                (request, error) -> callbackFailed(error), runtime::requestFailed, runtime.warnings());
        meter = new RestMeter(runtime.stats());
        directCalls = new DirectCalls(meter, events, interactions);
        interceptor = new RestInterceptor(meter, directCalls, runtime);
        observe = runtime.guard("watch of REST calls")
                .function((Work work) -> Optional.of(observe(work)), Optional.empty());
    }

    RestMeter meter() {
        return meter;
    }

    RestInterceptor interceptor() {
        return interceptor;
    }

    /** Whether each attempt of this JDA is seen. */
    boolean isIntercepted(JDA jda) {
        return interceptor.isIn(jda.getHttpClient());
    }

    /** Decorates the limiter of the configuration that the bot made, once. */
    RestConfig attach(RestConfig config) {
        meter.api(config.getBaseUrl());
        while (config.getRateLimiterFactory() instanceof ObservedRateLimiter.Factory left
                && left.watch().isClosed()) {
            config.setRateLimiterFactory(left.original());
        }
        if (config.getRateLimiterFactory() instanceof ObservedRateLimiter.Factory already
                && already.watch().events == events) {
            return config;
        }
        meter.limiterAttached();
        return config.setRateLimiterFactory(new ObservedRateLimiter.Factory(config, this));
    }

    /** Whether the JDA that makes its limiter is one of this Botmetry. */
    boolean attachedTo(RateLimitConfig config) {
        return check.isOurs(config.getScheduler());
    }

    private boolean isClosed() {
        return runtime.isClosed();
    }

    /** A JDA is about to make its limiter. */
    void connecting(RateLimitConfig config, String baseUrl) {
        meter.api(baseUrl);
        if (config.getScheduler() instanceof DefaultScheduler scheduler) {
            scheduler.jdas().revive();
        }
    }

    /** This thread works for a request of that event, until the scope is closed. */
    Scope work(@Nullable EventFrame frame) {
        Scope work = restThreads.work();
        if (frame == null) {
            return work;
        }
        EventFrame before = frame.push();
        return () -> {
            EventFrame.pop(before);
            work.close();
        };
    }

    /** The request as a part of the event that asks for it on this thread. */
    Work observed(Work work) {
        return observe.apply(work).orElse(work);
    }

    private Work observe(Work work) {
        check.seenRest(work.getJDA());
        consumers.observe(work);
        EventFrame frame = CurrentEvent.frame();
        Handling answered = interactionOf(work.getRoute());
        boolean acknowledges = isAcknowledgement(work.getRoute());
        if (frame == null && answered != null) {
            frame = answered.frame();
            if (acknowledges && frame != null && !restThreads.isWorking() && !foundCommands.isExpected()) {
                hints.answeredOutsideItsEvent(frame.event().name(), Thread.currentThread());
            }
        }
        boolean ours = frame == null || events.owns(frame);
        return new ObservedWork(work, this, ours ? frame : null, acknowledges ? answered : null);
    }

    private static boolean isAcknowledgement(Route.CompiledRoute route) {
        return route.getBaseRoute().equals(Route.Interactions.CALLBACK);
    }

    /** By the id in the path of an acknowledgement, or by the token in that of what follows. */
    private @Nullable Handling interactionOf(Route.CompiledRoute route) {
        if (!route.getBaseRoute().isInteractionBucket()) {
            return null;
        }
        String path = route.getCompiledRoute();
        if (isAcknowledgement(route)) {
            return interactions.byId(Long.parseUnsignedLong(segment(path, 1)));
        }
        return interactions.byToken(segment(path, 2));
    }

    /** The path's segment of that number, without the query. */
    private static String segment(String path, int number) {
        int start = 0;
        for (int i = 0; i < number; i++) {
            start = path.indexOf('/', start) + 1;
        }
        int end = start;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
            end++;
        }
        return path.substring(start, end);
    }

    /** A request got through, or failed for good. */
    void completed(@Nullable EventFrame frame, RestCall call) {
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
        if (!isAcknowledgement(event.getRoute())) {
            return;
        }
        Handling acknowledged = interactionOf(event.getRoute());
        if (acknowledged != null && event.getResponse().isOk()) {
            acknowledged.acknowledged();
        } else if (acknowledged != null && !event.isRateLimit()) {
            acknowledged.refused(event.getResponse().code);
        }
    }

    private void completedDirectly(HttpRequestEvent event) {
        DirectCall call =
                directCalls.over(event.getRequestRaw(), event.getRoute().getBaseRoute());
        if (call == null) {
            completed(current(), unseen(event));
        } else {
            completed(call.frame(), call.rest().completed());
        }
    }

    /** Of a call whose HTTP client is not ours, or that failed where the events go through a pool of the bot's. */
    private RestCall unseen(HttpRequestEvent event) {
        RouteTemplate template = meter.route(event.getRoute().getBaseRoute()).template();
        int status = Math.max(RestRequest.NO_ANSWER, event.getResponse().code);
        return new RestCall(
                template.method(), template.path(), status, ErrorCode.NONE, 1, Duration.ZERO, Duration.ZERO);
    }

    private @Nullable EventFrame current() {
        EventFrame frame = CurrentEvent.frame();
        return frame == null || events.owns(frame) ? frame : null;
    }

    /** What JDA or the bot's own limiter should not throw. */
    void failed(@Nullable EventFrame frame, Throwable error) {
        events.failed(frame, new Failure(error, Failure.Source.REST, false, DefaultFailures.callSite(error)));
    }

    private void callbackFailed(Throwable error) {
        events.failed(current(), new Failure(error, Failure.Source.CALLBACK, false, null));
    }
}
