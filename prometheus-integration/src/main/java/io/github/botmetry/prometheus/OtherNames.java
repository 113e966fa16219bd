package io.github.botmetry.prometheus;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names in a scrape that are not ours: those of Micrometer's meters, and of collectors of client_java that the bot has.
 *
 * <p>The meters say theirs, and are looked up again when their number changes. Of collectors a registry lists nothing: their
 * names are seen when they are scraped. Thread-safe.
 */
final class OtherNames {

    private static final List<String> SUFFIXES =
            List.of("", "_total", "_count", "_sum", "_bucket", "_max", "_created", "_info");

    private final @Nullable MeterRegistry registry;
    private final @Nullable PrometheusRegistry prometheus;
    private Set<String> ofMeters = Set.of();
    private Set<String> ofCollectors = Set.of();
    private Set<String> all = Set.of();
    private int meters;

    /** @param registry null for none of others */
    OtherNames(@Nullable MeterRegistry registry) {
        this.prometheus = registry == null ? null : OwnRegistry.prometheusOf(registry);
        this.registry = prometheus == null ? null : registry;
    }

    /** All that are known with what samples add to them, those of collectors as they were seen last. */
    synchronized Set<String> names() {
        if (registry != null) {
            List<Meter> now = registry.getMeters();
            if (now.size() != meters) {
                NamingConvention convention = registry.config().namingConvention();
                ofMeters = now.stream()
                        .map(Meter::getId)
                        .map(id -> convention.name(id.getName(), id.getType(), id.getBaseUnit()))
                        .collect(Collectors.toSet());
                meters = now.size();
                join();
            }
        }
        return all;
    }

    private synchronized void saw(Set<String> collectors) {
        if (!collectors.equals(ofCollectors)) {
            ofCollectors = collectors;
            join();
        }
    }

    private void join() {
        all = withEndings(Stream.of(ofMeters, ofCollectors).flatMap(Set::stream));
    }

    /** The names in Prometheus's form, with all that samples may add to them. */
    static Set<String> withEndings(Stream<String> names) {
        return names.map(name -> name.replaceAll("_total$|_info$", ""))
                .flatMap(base -> SUFFIXES.stream().map(base::concat))
                .collect(Collectors.toSet());
    }

    /** Takes the names of what was scraped beside ours. */
    void saw(MetricSnapshots others) {
        saw(others.stream().map(one -> one.getMetadata().getPrometheusName()).collect(Collectors.toSet()));
    }

    /**
     * Looks for the names of all collectors, those without a name by collecting them: for a scrape that is not ours, which
     * asks us in its middle.
     */
    void look() {
        if (prometheus == null) {
            return;
        }
        Look look = new Look(this);
        try {
            prometheus.scrape(look);
            saw(look.found);
        } catch (RuntimeException e) {
            return; // of the bot's collector, whose scrape it will end too
        }
    }

    /** True for what looks for the names that are not of its own exposition. */
    boolean isLookOfOurs(Predicate<String> includedNames) {
        return includedNames instanceof Look look && look.owner == this;
    }

    /** Includes nothing, and remembers what it was asked for. */
    private static final class Look implements Predicate<String> {
        private final OtherNames owner;
        private final Set<String> found = new HashSet<>();

        Look(OtherNames owner) {
            this.owner = owner;
        }

        @Override
        public boolean test(String name) {
            found.add(name);
            return false;
        }
    }
}
