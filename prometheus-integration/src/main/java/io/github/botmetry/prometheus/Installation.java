package io.github.botmetry.prometheus;

import io.github.botmetry.Wiring;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Stats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One integration connected to one Botmetry: what there is between {@code install} and {@code close}. */
final class Installation {

    static final GaugeDefinition UP = GaugeDefinition.named("botmetry.metrics.endpoint.up")
            .help("Whether the endpoint of /metrics listens: 1 or 0.")
            .build();

    private static final CounterDefinition HIDDEN = CounterDefinition.named("botmetry.metrics.hidden")
            .help("Names that are not on /metrics, since another has taken theirs.")
            .build();

    private final PrometheusIntegration.Builder options;
    private final MeterRegistry registry;
    private final BoundMeters meters;
    private final Wiring wiring;
    private final Exposition exposition;
    private final @Nullable PrometheusRegistry prometheus;
    private final Scrape scrape;
    private final Listening listening;

    Installation(PrometheusIntegration.Builder options, MeterRegistry registry, BoundMeters meters, Wiring wiring) {
        this.options = options;
        this.registry = registry;
        this.meters = meters;
        this.wiring = wiring;
        this.prometheus = OwnRegistry.prometheusOf(registry);
        Stats stats = wiring.stats();
        Supplier<? extends @Nullable TraceContext> told = options.traces;
        Exemplars exemplars = new Exemplars(told != null ? told : wiring::trace, System::currentTimeMillis);
        wiring.listen(exemplars);
        OtherNames others = new OtherNames(registry);
        Supplier<Set<String>> taken = prometheus == null ? Set::of : others::names;
        this.exposition = new Exposition(wiring::series, taken, exemplars, stats.counter(HIDDEN));
        this.scrape = new Scrape(exposition, prometheus);
        this.listening = new Listening(
                options.settings,
                () -> new Routes(options.settings, scrape, wiring::isReady, stats),
                wiring.maintenance(),
                options.retry);
    }

    void begin() {
        wiring.onClose(limit -> end());
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
        String version =
                Objects.requireNonNullElse(Installation.class.getPackage().getImplementationVersion(), "unknown");
        meters.bind(
                to -> Gauge.builder("botmetry.build.info", () -> 1)
                        .description("The version of Botmetry that runs.")
                        .tag("version", version)
                        .register(to),
                id -> id.getName().equals("botmetry.build.info"));
    }

    private void bridge() {
        MeterBridge bridge = new MeterBridge(registry);
        wiring.onClose(limit -> bridge.remove());
        wiring.listen(bridge);
        bridge.flush(wiring.series());
        wiring.sink(bridge);
    }

    private void listen() {
        wiring.health("prometheus", listening::health);
        wiring.stats().gauge(UP).read(() -> listening.port() >= 0 ? 1 : 0);
        wiring.onClose(limit -> listening.close());
        if (wiring.isStrict()) {
            listening.openOrThrow();
        } else {
            listening.open();
        }
    }

    Scrape scrape() {
        return scrape;
    }

    int port() {
        return listening.port();
    }

    private void end() {
        meters.close();
        if (options.registry == null) {
            registry.close();
        }
    }
}
