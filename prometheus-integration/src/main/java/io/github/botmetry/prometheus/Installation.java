package io.github.botmetry.prometheus;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.Wiring;
import io.github.botmetry.endpoint.Endpoint;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connects one integration to one Botmetry, from {@code install} to {@code close}. */
final class Installation {

    private static final String BUILD_INFO = "botmetry.build.info";

    private static final CounterDefinition HIDDEN = CounterDefinition.named("botmetry.metrics.hidden")
            .help("Names that are not on /metrics, since a meter or collector of the bot's own has taken theirs.")
            .build();

    /** The registries in use by an open Botmetry; two Micrometer registries may share one. */
    private static final Set<PrometheusRegistry> USED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Options options;
    private final MeterRegistry registry;
    private final BoundMeters meters;
    private final Wiring wiring;
    private final HiddenNames hidden;
    private final Exposition exposition;
    private final @Nullable PrometheusRegistry prometheus;
    private final Guard micrometers;
    private final Scrape scrape;

    Installation(Options options, MeterRegistry registry, BoundMeters meters, Wiring wiring) {
        requireUnused(registry);
        this.options = options;
        this.registry = registry;
        this.meters = meters;
        this.wiring = wiring;
        this.prometheus = OwnRegistry.prometheusOf(registry);
        Stats stats = wiring.stats();
        Supplier<? extends @Nullable TraceContext> told = options.traces();
        Exemplars exemplars =
                new Exemplars(told != null ? told : wiring::trace, System::nanoTime, System::currentTimeMillis);
        wiring.listen(exemplars);
        this.hidden = new HiddenNames(stats.counter(HIDDEN), wiring.warnings());
        this.exposition = new Exposition(wiring::series, new OtherNames(registry), exemplars, hidden);
        this.micrometers =
                wiring.warnings().guard(Scrape.METERS, "look for a meter of the bot's own that throws or hangs");
        this.scrape = new Scrape(exposition, prometheus, micrometers);
    }

    /** Refuses a second Botmetry: equal names would spoil the registry's scrape, or hide the second's numbers. */
    private static void requireUnused(MeterRegistry registry) {
        if (registry.find(BUILD_INFO).meter() != null) {
            throw new IllegalStateException(
                    "meterRegistry must have the numbers of one Botmetry, has the meter " + BUILD_INFO
                            + " of another that is not closed: close that one, or give each a registry of its own");
        }
    }

    private static void requireUnused(PrometheusRegistry prometheus) {
        if (!USED.add(prometheus)) {
            throw new IllegalStateException(
                    "meterRegistry must write to a PrometheusRegistry with the numbers of one Botmetry, writes to that of"
                            + " another that is not closed: close that one, or give each a PrometheusRegistry of its own");
        }
    }

    void begin() {
        wiring.onClose(limit -> end());
        wiring.health("prometheus", this::health);
        bindBuildInfo();
        if (options.hasJvmMetrics()) {
            JvmMeters.bindTo(meters);
        }
        if (prometheus != null) {
            requireUnused(prometheus);
            wiring.onClose(limit -> {
                USED.remove(prometheus);
                prometheus.unregister(exposition);
            });
            prometheus.register(exposition);
        } else {
            bridge();
        }
        Endpoint endpoint = options.endpoint();
        if (endpoint != null) {
            endpoint.pages(wiring, "prometheus").add(MetricsPage.PATH, new MetricsPage(scrape, wiring.stats()));
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

    private Health health() {
        return new Health(!micrometers.isFailing(), Map.of(), micrometers.lastError())
                .with("failures", micrometers.failures())
                .with("failing_seconds", micrometers.failingFor().toSeconds());
    }

    Scrape scrape() {
        return scrape;
    }

    private void end() {
        scrape.close();
        meters.close();
        if (options.hasOwnRegistry()) {
            registry.close();
        }
    }
}
