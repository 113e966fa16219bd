package io.github.botmetry.simulator;

import io.github.botmetry.simulator.rest.RequestRecorder;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.RoutePattern;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Find, count or await the REST requests of the bot; the oldest are dropped at the limit.
 *
 * <p>Routes are written as in Discord's documentation; a segment in braces matches any one segment, and {@code "*"} any
 * method or route. Thread-safe. Methods that wait throw AssertionError after their time limit.
 */
public final class RequestLog {
    private final int limit;
    private final Signal signal = new Signal();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Deque<RecordedRequest> unknown = new ArrayDeque<>();
    private final Set<Waiter> waiters = new LinkedHashSet<>();

    RequestLog(int limit) {
        this.limit = limit;
    }

    /** All requests kept, oldest first. */
    public List<RecordedRequest> all() {
        return signal.read(() -> List.copyOf(requests));
    }

    /** The requests of a route: {@code matching("POST", "/channels/{id}/messages")}. */
    public List<RecordedRequest> matching(String method, String route) {
        return matching(on(method, route));
    }

    /** The requests that fulfil a condition. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> condition) {
        return signal.read(() -> select(condition));
    }

    /** The number of requests kept of a route, answered or not. */
    public int count(String method, String route) {
        return matching(method, route).size();
    }

    /** Waits until a request of the route was answered, and returns the first. */
    public RecordedRequest await(String method, String route, Duration time) {
        return await(method, route, 1, time).get(0);
    }

    /** Waits until this number of requests of the route was answered. */
    public List<RecordedRequest> await(String method, String route, int count, Duration time) {
        Predicate<RecordedRequest> answered = on(method, route).and(RequestLog::isOver);
        return await(answered, count, time, method + " " + route);
    }

    /** Waits until this number of requests fulfils a condition, which is tested at a request's arrival and its answer. */
    public List<RecordedRequest> await(Predicate<RecordedRequest> condition, int count, Duration time) {
        return await(condition, count, time, "the condition");
    }

    /** Forgets all requests so far. */
    public void clear() {
        signal.change(() -> {
            requests.clear();
            unknown.clear();
        });
    }

    private List<RecordedRequest> await(
            Predicate<RecordedRequest> condition, int count, Duration time, String description) {
        Waiter waiter = new Waiter(condition);
        signal.change(() -> {
            requests.forEach(waiter::look);
            waiters.add(waiter);
        });
        try {
            signal.await(
                    time,
                    () -> waiter.met.size() >= count,
                    () -> waiter.met.size() + " requests, not " + count + ", met " + description);
            return signal.read(() -> List.copyOf(waiter.met));
        } finally {
            signal.change(() -> waiters.remove(waiter));
        }
    }

    private static Predicate<RecordedRequest> on(String method, String route) {
        RoutePattern pattern = new RoutePattern(method, route);
        return request -> pattern.matches(request.method(), request.segments());
    }

    private static boolean isOver(RecordedRequest request) {
        return request.answeredNanos() != 0;
    }

    private List<RecordedRequest> select(Predicate<RecordedRequest> condition) {
        List<RecordedRequest> selected = new ArrayList<>();
        for (RecordedRequest request : requests) {
            if (condition.test(request)) {
                selected.add(request);
            }
        }
        return selected;
    }

    List<RecordedRequest> unknownRoutes() {
        return signal.read(() -> List.copyOf(unknown));
    }

    /** Records a request with its route, null if none matches. */
    RequestRecorder.Answered arrived(RestRequest arrived, @Nullable String route) {
        RecordedRequest request = new RecordedRequest(arrived, route == null ? arrived.path() : route);
        signal.change(() -> {
            add(requests, request);
            if (route == null) {
                add(unknown, request);
            }
            waiters.forEach(waiter -> waiter.look(request));
        });
        return (status, discordCode) -> answered(request, status, discordCode);
    }

    private void answered(RecordedRequest request, int status, int discordCode) {
        signal.change(() -> {
            request.answered(status, discordCode);
            waiters.forEach(waiter -> waiter.look(request));
        });
    }

    private void add(Deque<RecordedRequest> log, RecordedRequest request) {
        log.addLast(request);
        if (log.size() > limit) {
            log.removeFirst();
        }
    }

    /** Tests only changed requests: testing a log of 100,000 after each request would be the test's main work. */
    private static final class Waiter {
        private final Predicate<RecordedRequest> condition;
        private final Set<RecordedRequest> met = new LinkedHashSet<>();

        Waiter(Predicate<RecordedRequest> condition) {
            this.condition = condition;
        }

        void look(RecordedRequest request) {
            if (condition.test(request)) {
                met.add(request);
            }
        }
    }
}
