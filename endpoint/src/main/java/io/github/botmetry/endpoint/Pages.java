package io.github.botmetry.endpoint;

import io.github.botmetry.Health;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Worker;
import io.github.botmetry.stats.GaugeDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Add pages to the endpoint of a Botmetry.
 *
 * <pre>{@code
 * public void install(Wiring wiring) {
 *     Endpoint.create().pages(wiring, name()).add("/votes", this::answer);
 * }
 * }</pre>
 *
 * <p>One for each Botmetry, whatever number of integrations has pages. It begins to listen when all are installed. Thread-safe.
 */
public final class Pages {

    static final GaugeDefinition UP = GaugeDefinition.named("botmetry.endpoint.up")
            .help("Whether the endpoint listens: 1 or 0.")
            .build();

    private static final String COMPONENT = "endpoint";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+)+");

    private final Wiring wiring;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private Settings settings = Settings.NONE;
    private String users = "";
    private volatile @Nullable Listening listening;
    private volatile @Nullable EndpointGuards guards;

    private Pages(Wiring wiring) {
        this.wiring = wiring;
    }

    static Pages of(Wiring wiring) {
        return wiring.shared(Pages.class, () -> new Pages(wiring));
    }

    /** @throws IllegalArgumentException if another user has set something else */
    synchronized void use(Settings wanted, String user) {
        boolean isFirst = users.isEmpty();
        Settings agreed = isFirst ? wanted : settings.and(wanted, users, user);
        if (listening != null && !agreed.equals(settings)) {
            throw new IllegalArgumentException(user + " must want nothing else of an endpoint that listens already on "
                    + settings + ", was " + wanted);
        }
        settings = agreed;
        users = isFirst ? user : users + " and " + user;
        if (isFirst) {
            wiring.whenInstalled(this::begin);
        }
    }

    /**
     * Serves a page.
     *
     * @param path such as {@code /votes}; requests have to name exactly it
     * @throws IllegalArgumentException if the path cannot be one, or is that of another page
     */
    public Pages add(String path, Page page) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path must match " + PATH.pattern() + ", was \"" + path + "\"");
        }
        Route route = Route.of(path, page, wiring.guard("page " + path), wiring.stats());
        if (Routes.OWN.contains(path) || routes.putIfAbsent(path, route) != null) {
            throw new IllegalArgumentException("path must be of one page only, was " + path + " again");
        }
        return this;
    }

    private synchronized void begin() {
        EndpointGuards parts = EndpointGuards.of(wiring.warnings(), settings);
        Worker opening = new Worker("opening of the endpoint", wiring.warnings(), wiring.maintenance());
        Settings agreed = settings;
        Listening begun = new Listening(
                agreed,
                () -> new Routes(new Routes.Parts(routes, wiring::isReady, parts), agreed),
                new Listening.Retry(agreed.retry(), wiring.maintenance(), opening),
                parts.port());
        guards = parts;
        listening = begun;
        wiring.health(COMPONENT, this::health);
        wiring.stats().gauge(UP).read(() -> begun.port() >= 0 ? 1 : 0);
        wiring.onClose(limit -> {
            begun.close();
            opening.close(limit);
        });
        if (wiring.isStrict()) {
            begun.openOrThrow();
        } else {
            begun.open();
        }
    }

    private Health health() {
        EndpointGuards parts = guards;
        Listening current = listening;
        if (parts == null || current == null) {
            return Health.down("it does not listen yet");
        }
        Health health = parts.health();
        return new Health(health.isUp() && current.port() >= 0, health.figures(), health.lastError())
                .with("port", Math.max(0, current.port()))
                .with("connections", current.connections());
    }

    /** The port it listens on; -1 while it does not. */
    public int port() {
        Listening current = listening;
        return current == null ? -1 : current.port();
    }
}
