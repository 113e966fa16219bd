package io.github.botmetry.prometheus;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names in a scrape that belong to Micrometer's own meters. Looked up again when their number changes. */
final class OtherNames {

    private static final List<String> SUFFIXES =
            List.of("", "_total", "_count", "_sum", "_bucket", "_max", "_created", "_info");

    private final MeterRegistry registry;
    private Set<String> names = Set.of();
    private int seen;

    OtherNames(MeterRegistry registry) {
        this.registry = registry;
    }

    synchronized Set<String> names() {
        List<Meter> meters = registry.getMeters();
        if (meters.size() != seen) {
            Set<String> found = new HashSet<>();
            NamingConvention convention = registry.config().namingConvention();
            for (Meter meter : meters) {
                Meter.Id id = meter.getId();
                String name = convention.name(id.getName(), id.getType(), id.getBaseUnit());
                String base = name.replaceAll("_total$|_info$", "");
                SUFFIXES.forEach(suffix -> found.add(base + suffix));
            }
            names = found;
            seen = meters.size();
        }
        return names;
    }
}
