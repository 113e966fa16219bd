package io.github.botmetry.prometheus;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Worker;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Stats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One integration connected to one Botmetry: what there is between {@code install} and {@code close}. */
final class Installation {

    static final GaugeDefinition UP = GaugeDefinition.named("botmetry.metrics.endpoint.up")
            .help("Whether the endpoint of /metrics listens: 1 or 0.")
            .build();

    private static final String BUILD_INFO = "botmetry.build.info";

    private static final CounterDefinition HIDDEN = CounterDefinition.named("botmetry.metrics.hidden")
            .help("Names that are not on /metrics, since a meter or collector of the bot's own has taken theirs.")
            .build();

    private final PrometheusIntegration.Builder options;
    private final MeterRegistry registry;
    private final BoundMeters meters;
    private final Wiring wiring;
    private final HiddenNames hidden;
    private final Exposition exposition;
    private final @Nullable PrometheusRegistry prometheus;
    private final EndpointGuards guards;
    private final Worker opening;
    private final Scrape scrape;
    private final Listening listening;

    Installation(PrometheusIntegration.Builder options, MeterRegistry registry, BoundMeters meters, Wiring wiring) {
        requireUnused(registry);
        this.options = options;
        this.registry = registry;
        this.meters = meters;
        this.wiring = wiring;
        this.prometheus = OwnRegistry.prometheusOf(registry);
        Stats stats = wiring.stats();
        Supplier<? extends @Nullable TraceContext> told = options.traces;
        Exemplars exemplars =
                new Exemplars(told != null ? told : wiring::trace, System::nanoTime, System::currentTimeMillis);
        wiring.listen(exemplars);
        this.hidden = new HiddenNames(stats.counter(HIDDEN), wiring.warnings());
        this.exposition = new Exposition(wiring::series, new OtherNames(registry), exemplars, hidden);
        this.guards = EndpointGuards.of(wiring.warnings(), options.settings, options.retry);
        this.scrape = new Scrape(exposition, prometheus, guards.meters());
        this.opening = new Worker("opening of /metrics", wiring.warnings(), wiring.maintenance());
        Routes.Parts parts = new Routes.Parts(scrape, wiring::isReady, guards);
        this.listening = new Listening(
                options.settings,
                () -> new Routes(parts, options.settings, stats),
                new Listening.Retry(options.retry, wiring.maintenance(), opening),
                guards.port());
    }

    /** Two of one name in a registry make its whole scrape fail, or the second is never seen. */
    private static void requireUnused(MeterRegistry registry) {
        if (registry.find(BUILD_INFO).meter() != null) {
            throw new IllegalStateException(
                    "meterRegistry must have the numbers of one Botmetry, has the meter " + BUILD_INFO
                            + " of another that is not closed: close that one, or give each a registry of its own");
        }
    }

    void begin() {
        wiring.onClose(limit -> end());
        wiring.health("prometheus", this::health);
        bindBuildInfo();
        boolean isOwn = options.registry == null;
        if (Objects.requireNonNullElse(options.jvmMetrics, isOwn)) {
            JvmMeters.bindTo(meters);
        }
        if (prometheus != null) {
            prometheus.register(exposition);
            wiring.onClose(limit -> prometheus.unregister(exposition));
        } else {
            bridge();
        }
        if (options.endpoint) {
            listen();
        }
    }

    private void bindBuildInfo() {
        meters.bind(
                to -> Gauge.builder(BUILD_INFO, () -> 1)
                        .description("The version of Botmetry that runs.")
                        .tag("version", Botmetry.version())
                        .register(to),
                id -> id.getName().equals(BUILD_INFO));
    }

    private void bridge() {
        MeterBridge bridge = new MeterBridge(registry, hidden);
        wiring.onClose(limit -> bridge.remove());
        wiring.listen(bridge);
        bridge.flush(wiring.series());
        wiring.sink(bridge);
    }

    private void listen() {
        wiring.stats().gauge(UP).read(() -> listening.port() >= 0 ? 1 : 0);
        wiring.onClose(limit -> {
            listening.close();
            opening.close(limit);
        });
        if (wiring.isStrict()) {
            listening.openOrThrow();
        } else {
            listening.open();
        }
    }

    private Health health() {
        Health health = guards.health();
        int port = listening.port();
        return new Health(health.isUp() && (port >= 0 || !options.endpoint), health.figures(), health.lastError())
                .with("port", Math.max(0, port))
                .with("connections", listening.connections());
    }

    Scrape scrape() {
        return scrape;
    }

    int port() {
        return listening.port();
    }

    private void end() {
        scrape.close();
        meters.close();
        if (options.registry == null) {
            registry.close();
        }
    }
}
