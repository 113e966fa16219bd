package io.github.botmetry.jda.rest;

import java.util.List;
import net.dv8tion.jda.api.requests.Route;
import org.jspecify.annotations.Nullable;

/** A route of Discord's API: the method, and the path with names in place of ids and tokens. Immutable. */
public final class RouteTemplate {

    /** The path where none is known. */
    static final String OTHER = "_other";

    private final String method;
    private final String path;
    private final @Nullable String[] literals;
    private final int literalCount;
    private final boolean ofInteraction;

    /** @param path such as {@code channels/{channel_id}/messages} */
    RouteTemplate(String method, String path, boolean ofInteraction) {
        this.method = method;
        this.path = path;
        this.ofInteraction = ofInteraction;
        this.literals = path.split("/", -1);
        int count = literals.length;
        for (int i = 0; i < literals.length; i++) {
            if (isParameter(literals[i])) {
                literals[i] = null;
                count--;
            }
        }
        this.literalCount = count;
    }

    static RouteTemplate of(Route route) {
        return new RouteTemplate(route.getMethod().toString(), route.getRoute(), route.isInteractionBucket());
    }

    static boolean isParameter(@Nullable String segment) {
        return segment != null && segment.startsWith("{") && segment.endsWith("}");
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Of two templates that fit, the one with more fixed segments is meant: {@code users/@me}, not {@code users/{user_id}}. */
    int literalCount() {
        return literalCount;
    }

    /** True if its token is an interaction's: the paths of other webhooks look the same. */
    boolean isOfInteraction() {
        return ofInteraction;
    }

    /** True if a request's path may end like this; unknown segments match anything. */
    boolean endsPathOf(String method, List<String> segments) {
        return path.equals(OTHER) || fits(method, segments, segments.size() - literals.length);
    }

    /** True if it matches a path's segments, from that one on. */
    boolean fits(String method, List<String> segments, int from) {
        if (from < 0 || segments.size() - from != literals.length || !this.method.equals(method)) {
            return false;
        }
        for (int i = 0; i < literals.length; i++) {
            String literal = literals[i];
            if (literal != null && !literal.equals(segments.get(from + i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RouteTemplate that && method.equals(that.method) && path.equals(that.path));
    }

    @Override
    public int hashCode() {
        return 31 * method.hashCode() + path.hashCode();
    }

    @Override
    public String toString() {
        return method + "/" + path;
    }
}
