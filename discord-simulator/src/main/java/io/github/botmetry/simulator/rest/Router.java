package io.github.botmetry.simulator.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a request. */
public final class Router {
    private final List<Route> routes = new ArrayList<>();

    public void get(String template, Handler handler) {
        add("GET", template, handler);
    }

    public void post(String template, Handler handler) {
        add("POST", template, handler);
    }

    public void put(String template, Handler handler) {
        add("PUT", template, handler);
    }

    public void patch(String template, Handler handler) {
        add("PATCH", template, handler);
    }

    public void delete(String template, Handler handler) {
        add("DELETE", template, handler);
    }

    private void add(String method, String template, Handler handler) {
        routes.add(new Route(new RoutePattern(method, template), handler));
    }

    @Nullable
    public Route find(String method, List<String> path) {
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

    public record Route(RoutePattern pattern, Handler handler) {}

    @FunctionalInterface
    public interface Handler {
        RestAnswer handle(RestRequest request);
    }
}
