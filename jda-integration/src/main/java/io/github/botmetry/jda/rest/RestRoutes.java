package io.github.botmetry.jda.rest;

import io.github.botmetry.stats.Stats;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.requests.Route;

/** The numbers of each route that was used; the first 500 are kept, others looked up each time. Thread-safe. */
final class RestRoutes {

    private static final int MAX_KEPT = 500;

    private final Stats stats;
    private final Map<RouteTemplate, RouteSeries> metrics = new ConcurrentHashMap<>();
    private final Map<Route, RouteTemplate> custom = new ConcurrentHashMap<>();

    RestRoutes(Stats stats) {
        this.stats = stats;
    }

    RouteSeries of(Route route) {
        RouteTemplate constant = RouteTemplates.ofJda().ofConstant(route);
        return of(constant == null ? ofCustom(route) : constant);
    }

    private RouteTemplate ofCustom(Route route) {
        RouteTemplate known = custom.get(route);
        if (known != null) {
            return known;
        }
        RouteTemplate template = RouteTemplates.ofJda().ofCustom(route);
        if (custom.size() < MAX_KEPT) {
            custom.put(route, template);
        }
        return template;
    }

    /** @param path what follows the API's own segments */
    RouteSeries ofPath(String method, List<String> path, boolean ofInteraction) {
        return of(RouteTemplates.ofJda().ofPath(method, path, ofInteraction));
    }

    private RouteSeries of(RouteTemplate template) {
        RouteSeries known = metrics.get(template);
        if (known != null) {
            return known;
        }
        RouteSeries added = new RouteSeries(template, stats);
        if (metrics.size() >= MAX_KEPT) {
            return added;
        }
        RouteSeries first =
                metrics.putIfAbsent(template, added); // computeIfAbsent() would not survive the end of the stack
        return first != null ? first : added;
    }
}
