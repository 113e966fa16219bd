package io.github.botmetry.endpoint;

import io.github.botmetry.Health;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Printable;
import io.github.botmetry.guard.Worker;
import io.github.botmetry.stats.GaugeDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * <p>All integrations of a Botmetry share one object. It begins to listen when all are installed. Thread-safe.
 */
public final class Pages {

    static final GaugeDefinition UP = GaugeDefinition.named("botmetry.endpoint.up")
            .help("Whether the endpoint listens: 1 or 0.")
            .build();

    private static final String COMPONENT = "endpoint";

    private static final int MAX_PATH = 100;

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+)+");

    private final Wiring wiring;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private Settings settings = Settings.NONE;
    private String users = "";
    private volatile @Nullable Listening listening;

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
     * @param path such as {@code /votes}, at most 100 characters; requests have to match it exactly
     * @throws IllegalArgumentException if the path is not valid or belongs to another page
     */
    public Pages add(String path, Page page) {
        Objects.requireNonNull(page, "page");
        requireFree(path);
        return add(path, Route.of(path, page, wiring.guard("page " + path), wiring.stats()));
    }

    /**
     * Serves a page that sends events for as long as its client stays; at most 8 streams at the same time, beside all other
     * connections.
     *
     * @param path as in {@link #add}
     * @throws IllegalArgumentException if the path is not valid or belongs to another page
     */
    public Pages addStream(String path, StreamPage page) {
        Objects.requireNonNull(page, "page");
        requireFree(path);
        return add(path, Route.ofStream(path, page, wiring.guard("page " + path), wiring.stats()));
    }

    /** Checks before anything is changed, so that a refused path leaves nothing behind. */
    private void requireFree(String path) {
        boolean isLong = Objects.requireNonNull(path, "path").length() > MAX_PATH;
        if (isLong || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path must match " + PATH.pattern() + " and have at most " + MAX_PATH
                    + " characters, was " + Printable.quoted(path));
        }
        if (Routes.OWN.contains(path)) {
            throw new IllegalArgumentException("path must not be one of the endpoint's own, was " + path);
        }
        if (routes.containsKey(path)) {
            throw taken(path);
        }
    }

    private static IllegalArgumentException taken(String path) {
        return new IllegalArgumentException(
                "path must be of one page only, was " + path + ", which another integration has added");
    }

    private Pages add(String path, Route route) {
        if (routes.putIfAbsent(path, route) != null) {
            throw taken(path);
        }
        return this;
    }

    private synchronized void begin() {
        EndpointGuards parts = EndpointGuards.of(wiring.warnings(), settings);
        Worker opening = new Worker("opening of the endpoint", wiring.warnings(), wiring.maintenance());
        Settings agreed = settings;
        Admission admission = new Admission(agreed, parts.tokenFile(), wiring.maintenance());
        Listening begun = new Listening(
                agreed,
                () -> new Routes(routes, wiring::isReady, admission, new Turns(agreed.limits(), wiring.maintenance())),
                new Listening.Retry(agreed.retry(), wiring.maintenance(), opening),
                parts);
        listening = begun;
        wiring.health(COMPONENT, () -> health(parts, begun, admission));
        if (admission.readsAFile()) {
            long pause =
                    agreed.retry().toNanos(); // so health shows a token file that is lost also where nobody scrapes
            wiring.maintenance().scheduleWithFixedDelay(admission::look, pause, pause, TimeUnit.NANOSECONDS);
        }
        wiring.stats().gauge(UP).read(() -> begun.port() >= 0 ? 1 : 0);
        wiring.onClose(limit -> {
            begun.close();
            admission.close();
            opening.close(limit);
        });
        if (wiring.isStrict()) {
            begun.openOrThrow();
        } else {
            begun.open();
        }
    }

    private static Health health(EndpointGuards parts, Listening listening, Admission admission) {
        Health health = parts.health();
        Health all = new Health(health.isUp() && listening.port() >= 0, health.figures(), health.lastError())
                .with("port", Math.max(0, listening.port()))
                .with("connections", listening.connections());
        Duration left = admission.validLeft();
        return left == null ? all : all.with("token_valid_seconds", Math.max(0, left.toSeconds()));
    }

    /** Returns the address and port that it listens on, or those that it was set to. */
    @Override
    public synchronized String toString() {
        int port = port();
        return (port < 0 ? settings : settings.withPort(port)).toString();
    }

    /** Returns the port that it listens on, -1 while it does not. */
    public int port() {
        Listening current = listening;
        return current == null ? -1 : current.port();
    }
}
