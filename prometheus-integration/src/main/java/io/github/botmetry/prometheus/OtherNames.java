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
 * Finds the names in a scrape that are not ours: Micrometer's meters, and the bot's collectors of client_java.
 *
 * <p>Meters are listed again when their number changes. A registry does not list collectors, so their names are known once they
 * were scraped. Thread-safe.
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

    /** @param registry null if there are no other metrics */
    OtherNames(@Nullable MeterRegistry registry) {
        this.prometheus = registry == null ? null : OwnRegistry.prometheusOf(registry);
        this.registry = prometheus == null ? null : registry;
    }

    /** Returns all known names with the endings of samples; those of collectors are from the last scrape. */
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

    /** Returns the names in Prometheus's form, with all endings of samples. */
    static Set<String> withEndings(Stream<String> names) {
        return names.map(name -> name.replaceAll("_total$|_info$", ""))
                .flatMap(base -> SUFFIXES.stream().map(base::concat))
                .collect(Collectors.toSet());
    }

    /** Notes the names that were scraped beside ours. */
    void saw(MetricSnapshots others) {
        saw(others.stream().map(one -> one.getMetadata().getPrometheusName()).collect(Collectors.toSet()));
    }

    /**
     * Finds the names of all collectors, and collects those without a name: for a scrape elsewhere, which calls us in its
     * middle.
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
            return; // thrown by the bot's collector, which will end the scrape itself
        }
    }

    /** Returns true for a predicate of {@link #look}, which must not collect our own series. */
    boolean isLookOfOurs(Predicate<String> includedNames) {
        return includedNames instanceof Look look && look.owner == this;
    }

    /** Includes nothing, and remembers the names that it was called with. */
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
