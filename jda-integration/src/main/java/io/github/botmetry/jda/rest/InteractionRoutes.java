package io.github.botmetry.jda.rest;

import io.github.botmetry.event.EventFrame;
import net.dv8tion.jda.api.requests.Method;
import net.dv8tion.jda.api.requests.Route;
import org.jspecify.annotations.Nullable;

/** The routes by which a bot answers an interaction, read without a copy of their paths. */
public final class InteractionRoutes {

    private static final String WEBHOOKS = "webhooks/";

    /** The message that a deferred reply becomes, as it is and as JDA writes it in a path. */
    private static final String ORIGINAL = "@original";

    private static final String ORIGINAL_ESCAPED = "%40original";

    /** Of {@code interactions/{id}/{token}/callback}. */
    private static final int ID = 1;

    /** Of {@code webhooks/{application}/{token}/messages/{message}}. */
    private static final int TOKEN = 2;

    private static final int MESSAGE = 4;

    private InteractionRoutes() {}

    /** Finds an interaction's event by its token, which is a part of a path. */
    @FunctionalInterface
    public interface ByToken {

        @Nullable
        EventFrame find(CharSequence path, int from, int to);
    }

    public static boolean isAcknowledgement(Route.CompiledRoute route) {
        return route.getBaseRoute().equals(Route.Interactions.CALLBACK);
    }

    /** The id of the interaction that is acknowledged. */
    public static long id(Route.CompiledRoute acknowledgement) {
        String path = acknowledgement.getCompiledRoute();
        int from = start(path, ID);
        return Long.parseUnsignedLong(path, from, end(path, from), 10);
    }

    /** True if the route has the token of an interaction, or of a webhook. */
    public static boolean hasToken(Route.CompiledRoute route) {
        return route.getCompiledRoute().startsWith(WEBHOOKS);
    }

    public static @Nullable EventFrame byToken(Route.CompiledRoute route, ByToken known) {
        String path = route.getCompiledRoute();
        int from = start(path, TOKEN);
        return known.find(path, from, end(path, from));
    }

    /** True if the route replaces or takes away the message that says "is thinking". */
    public static boolean givesContent(Route.CompiledRoute route) {
        Method method = route.getMethod();
        return method == Method.POST
                || ((method == Method.PATCH || method == Method.DELETE) && isOriginal(route.getCompiledRoute()));
    }

    private static boolean isOriginal(String path) {
        int from = start(path, MESSAGE);
        int length = end(path, from) - from;
        return (length == ORIGINAL.length() && path.startsWith(ORIGINAL, from))
                || (length == ORIGINAL_ESCAPED.length() && path.startsWith(ORIGINAL_ESCAPED, from));
    }

    /** Where the segment of that number begins; the path's end if it is shorter. */
    private static int start(String path, int number) {
        int start = 0;
        for (int i = 0; i < number; i++) {
            start = path.indexOf('/', start) + 1;
            if (start == 0) {
                return path.length();
            }
        }
        return start;
    }

    /** Where the segment that begins there ends, before the query. */
    private static int end(String path, int start) {
        int end = start;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
            end++;
        }
        return end;
    }
}
