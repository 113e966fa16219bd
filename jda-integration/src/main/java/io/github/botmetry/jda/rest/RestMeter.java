package io.github.botmetry.jda.rest;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The numbers of all REST requests of this process, whichever bot and shard sends them. Thread-safe. */
public final class RestMeter {

    /** Base URLs; more than any bot has proxies. */
    private static final int MAX_APIS = 100;

    private final RestRoutes routes;
    private final InvalidRequests budget = new InvalidRequests(System::nanoTime);
    private final SessionStarts sessionStarts = new SessionStarts(System::nanoTime);
    private final Map<Integer, Counter> invalid;
    private final Counter retriedAfterLimit;
    private final Counter retriedAfterServer;
    private final Counter retriedAfterConnection;
    private final Set<RestQueue> queues = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<HttpUrl> apis = new CopyOnWriteArrayList<>(List.of(HttpUrl.get(RestConfig.DEFAULT_BASE_URL)));
    private volatile boolean seesQueues;
    private volatile boolean seesAnswers;

    public RestMeter(Stats stats) {
        routes = new RestRoutes(stats);
        invalid = Stream.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.TOO_MANY_REQUESTS)
                .collect(Collectors.toUnmodifiableMap(status -> status, status -> invalid(stats, status.toString())));
        retriedAfterLimit = stats.counter(RestDefinitions.RETRIES, "rate_limit");
        retriedAfterServer = stats.counter(RestDefinitions.RETRIES, "server");
        retriedAfterConnection = stats.counter(RestDefinitions.RETRIES, "connection");
        stats.gauge(RestDefinitions.QUEUE_SIZE).read(this::queueSize);
        stats.gauge(RestDefinitions.SESSION_STARTS).read(sessionStarts::remaining);
        stats.gauge(RestDefinitions.INVALID_REMAINING).read(() -> seesAnswers ? budget.remaining() : Double.NaN);
    }

    private static Counter invalid(Stats stats, String status) {
        return stats.counter(RestDefinitions.INVALID, status);
    }

    /** A limiter, and so its queues, will be seen; until then it is unknown how long they are. */
    public void limiterAttached() {
        seesQueues = true;
        seesAnswers = true;
    }

    void clientAttached() {
        seesAnswers = true;
    }

    /** Where requests are the API's. */
    public void api(String baseUrl) {
        HttpUrl api = HttpUrl.parse(baseUrl); // what is none JDA refuses itself
        if (api != null && apis.size() < MAX_APIS && !apis.contains(api)) {
            apis.add(api);
        }
    }

    /** A shard has identified itself. */
    public void sessionStarted() {
        sessionStarts.begun();
    }

    SessionStarts sessionStarts() {
        return sessionStarts;
    }

    public RouteTemplate template(Route route) {
        return route(route).template();
    }

    RouteSeries route(Route route) {
        return routes.of(route);
    }

    public RestRequest request(Route route) {
        return new RestRequest(this, route(route));
    }

    /**
     * Null if the URL is not the API's.
     *
     * @param ofInteraction whether a path has an interaction's token, as opposed to a webhook's
     */
    @Nullable
    public RestRequest request(String method, HttpUrl url, Predicate<List<String>> ofInteraction) {
        for (HttpUrl api : apis) {
            List<String> path = pathBelow(api, url);
            if (path != null) {
                return new RestRequest(this, routes.ofPath(method, path, ofInteraction.test(path)));
            }
        }
        return null;
    }

    private static @Nullable List<String> pathBelow(HttpUrl api, HttpUrl url) {
        List<String> base = api.pathSegments();
        int length = base.size() - (base.get(base.size() - 1).isEmpty() ? 1 : 0);
        List<String> path = url.pathSegments();
        boolean below = api.port() == url.port()
                && api.host().equals(url.host())
                && path.size() > length
                && path.subList(0, length).equals(base.subList(0, length));
        return below ? path.subList(length, path.size()) : null;
    }

    /** The queue of one more limiter, whose size counts as long as it is used. */
    public RestQueue queue() {
        RestQueue queue = new RestQueue();
        synchronized (queues) {
            queues.add(queue);
        }
        return queue;
    }

    private double queueSize() {
        if (!seesQueues) {
            return Double.NaN;
        }
        synchronized (queues) {
            return queues.stream().mapToInt(RestQueue::size).sum();
        }
    }

    void invalid(int status) {
        budget.add();
        Counter counter = invalid.get(status);
        if (counter != null) {
            counter.incr();
        }
    }

    void retried(int statusBefore) {
        if (statusBefore == HttpStatus.TOO_MANY_REQUESTS) {
            retriedAfterLimit.incr();
        } else if (statusBefore == HttpStatus.NO_ANSWER) {
            retriedAfterConnection.incr();
        } else {
            retriedAfterServer.incr();
        }
    }
}
