package io.github.botmetry.simulator.rest;

import java.util.List;

/** A method and a path in which {@code {…}} stands for any one segment, and a lone {@code *} for any path. */
public final class RoutePattern {
    private static final String ANY = "*";

    private final String method;
    private final String route;
    private final List<String> segments;

    public RoutePattern(String method, String route) {
        if (method.isBlank() || route.isBlank()) {
            throw new IllegalArgumentException(
                    "method and route must not be blank, were '" + method + "' and '" + route + "'");
        }
        this.method = method;
        this.route = route.equals(ANY) || route.startsWith("/") ? route : "/" + route;
        this.segments = segments(this.route);
    }

    public static List<String> segments(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        return List.of(trimmed.split("/"));
    }

    public String method() {
        return method;
    }

    public String route() {
        return route;
    }

    public boolean matches(String actualMethod, List<String> path) {
        return matchesMethod(actualMethod) && (route.equals(ANY) || matchesPath(path));
    }

    private boolean matchesMethod(String actual) {
        return method.equals(ANY) || method.equalsIgnoreCase(actual);
    }

    private boolean matchesPath(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int index = 0; index < path.size(); index++) {
            if (!isVariable(segments.get(index)) && !segments.get(index).equals(path.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** The number of fixed segments; of two matching routes the higher wins: /users/@me before /users/{id}. */
    public long fixedSegments() {
        return segments.stream().filter(segment -> !isVariable(segment)).count();
    }

    public int size() {
        return segments.size();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** Compares two routes without the names of their variables. */
    public boolean sameAs(RoutePattern other) {
        return method.equalsIgnoreCase(other.method) && nameless(route).equals(nameless(other.route));
    }

    private static String nameless(String route) {
        return route.replaceAll("\\{[^/}]*}", "{}");
    }

    @Override
    public String toString() {
        return method + " " + route;
    }
}
