package io.github.botmetry.jda.rest;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.requests.Route;
import org.jspecify.annotations.Nullable;

/**
 * The templates of JDA's routes, by route and by path. Immutable.
 *
 * <p>JDA's constants are the only routes that surely are templates: a route of the bot's own making may have an id or a token
 * as a fixed segment.
 */
final class RouteTemplates {

    private static final Pattern WORD = Pattern.compile("@?[a-z]+([-_][a-z]+)*");
    private static final int LONGEST_WORD = 40;

    private final IdentityHashMap<Route, RouteTemplate> byRoute = new IdentityHashMap<>();
    private final List<RouteTemplate> all;

    private RouteTemplates() {
        for (Class<?> group : Route.class.getDeclaredClasses()) {
            for (Field constant : group.getDeclaredFields()) {
                Route route = valueOf(constant);
                if (route != null) {
                    byRoute.put(route, RouteTemplate.of(route));
                }
            }
        }
        all = List.copyOf(byRoute.values());
    }

    /** Read once a process, by the first who asks. */
    static RouteTemplates ofJda() {
        return Read.TEMPLATES;
    }

    private static final class Read {
        static final RouteTemplates TEMPLATES = new RouteTemplates();
    }

    private static @Nullable Route valueOf(Field constant) {
        if (constant.getType() != Route.class || !Modifier.isStatic(constant.getModifiers())) {
            return null;
        }
        try {
            return (Route) constant.get(null);
        } catch (IllegalAccessException e) {
            return null; // not public, so no route that a request could have
        }
    }

    List<RouteTemplate> all() {
        return all;
    }

    /** The template of one of JDA's constants, null for other routes. */
    @Nullable
    RouteTemplate ofConstant(Route route) {
        return byRoute.get(route);
    }

    /** The template of a route that the bot compiled itself. */
    RouteTemplate ofCustom(Route route) {
        RouteTemplate own = RouteTemplate.of(route);
        List<String> segments = List.of(own.path().split("/", -1));
        RouteTemplate known = best(template -> template.fits(own.method(), segments, 0), route.isInteractionBucket());
        if (known != null) {
            return known;
        }
        boolean nothingPersonal = segments.stream().allMatch(RouteTemplates::isTemplate);
        return nothingPersonal ? own : other(own.method());
    }

    private static boolean isTemplate(String segment) {
        return RouteTemplate.isParameter(segment)
                || (segment.length() <= LONGEST_WORD && WORD.matcher(segment).matches());
    }

    /** The one that fits best what follows the API's own segments. */
    RouteTemplate ofPath(String method, List<String> path, boolean ofInteraction) {
        RouteTemplate known = best(template -> template.fits(method, path, 0), ofInteraction);
        return known == null ? other(method) : known;
    }

    private @Nullable RouteTemplate best(Predicate<RouteTemplate> fits, boolean ofInteraction) {
        RouteTemplate best = null;
        for (RouteTemplate template : all) {
            if (fits.test(template) && (best == null || isBetter(template, best, ofInteraction))) {
                best = template;
            }
        }
        return best;
    }

    private static boolean isBetter(RouteTemplate template, RouteTemplate than, boolean ofInteraction) {
        int more = template.literalCount() - than.literalCount();
        return more > 0 || (more == 0 && template.isOfInteraction() == ofInteraction);
    }

    private static RouteTemplate other(String method) {
        return new RouteTemplate(method, RouteTemplate.OTHER, false);
    }
}
