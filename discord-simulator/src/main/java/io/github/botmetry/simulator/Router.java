package io.github.botmetry.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a request. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    void get(String template, Handler handler) {
        add("GET", template, handler);
    }

    void post(String template, Handler handler) {
        add("POST", template, handler);
    }

    void put(String template, Handler handler) {
        add("PUT", template, handler);
    }

    void patch(String template, Handler handler) {
        add("PATCH", template, handler);
    }

    void delete(String template, Handler handler) {
        add("DELETE", template, handler);
    }

    private void add(String method, String template, Handler handler) {
        routes.add(new Route(new RoutePattern(method, template), handler));
    }

    @Nullable
    Route find(String method, List<String> path) {
        Route best = null;
        for (Route route : routes) {
            boolean matches = route.pattern().matches(method, path);
            if (matches
                    && (best == null
                            || route.pattern().fixedSegments() > best.pattern().fixedSegments())) {
                best = route;
            }
        }
        return best;
    }

    record Route(RoutePattern pattern, Handler handler) {}

    @FunctionalInterface
    interface Handler {
        Answer handle(Call call);
    }
}
