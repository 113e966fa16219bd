package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Series;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Our series as text, straight from their cells, and as a collector for registries that somebody else scrapes.
 *
 * <p>A family whose name another has taken, ours or Micrometer's, is left out: it would spoil the scrape. Thread-safe; one
 * scrape after the other.
 */
final class Exposition implements MultiCollector {

    /** Asks a registry for what is not ours, which the text has already. */
    static final Predicate<String> OTHERS = name -> true;

    private final Supplier<Iterable<Series>> series;
    private final Supplier<Set<String>> otherNames;
    private final Exemplars exemplars;
    private final HiddenNames hidden;
    private final Map<Definition, Family<?>> families = new LinkedHashMap<>();
    private final Set<String> claimed = new HashSet<>();
    private int seen;

    Exposition(
            Supplier<Iterable<Series>> series,
            Supplier<Set<String>> otherNames,
            Exemplars exemplars,
            HiddenNames hidden) {
        this.series = series;
        this.otherNames = otherNames;
        this.exemplars = exemplars;
        this.hidden = hidden;
    }

    /** Writes all that is ours, without OpenMetrics' mark of the end. */
    synchronized void write(OutputStream target, Format format) throws IOException {
        TextOutput output = new TextOutput(target);
        for (Family<?> family : shown()) {
            family.write(output, format);
        }
        output.flush();
    }

    @Override
    public synchronized MetricSnapshots collect() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Family<?> family : shown()) {
            MetricSnapshot snapshot = family.snapshot();
            if (snapshot != null) {
                snapshots.add(snapshot);
            }
        }
        return new MetricSnapshots(snapshots);
    }

    @Override
    public MetricSnapshots collect(Predicate<String> includedNames, @Nullable PrometheusScrapeRequest scrapeRequest) {
        return includedNames == OTHERS
                ? new MetricSnapshots()
                : MultiCollector.super.collect(includedNames, scrapeRequest);
    }

    private List<Family<?>> shown() {
        addNew();
        Set<String> others = otherNames.get();
        List<Family<?>> shown = new ArrayList<>(families.size());
        families.forEach((definition, family) -> {
            if (Collections.disjoint(family.name().claimed(), others)) {
                shown.add(family);
            } else {
                hidden.add(definition, family.name());
            }
        });
        return shown;
    }

    private void addNew() {
        for (Series one : series.get()) {
            if (one.index() >= seen) {
                seen = one.index() + 1;
                Family<?> family = familyOf(one.definition());
                if (family != null) {
                    family.add(one);
                }
            }
        }
    }

    private @Nullable Family<?> familyOf(Definition definition) {
        Family<?> known = families.get(definition);
        if (known != null) {
            return known;
        }
        FamilyName name = FamilyName.of(definition);
        if (!Collections.disjoint(claimed, name.claimed())) {
            hidden.add(definition, name);
            return null;
        }
        claimed.addAll(name.claimed());
        Family<?> family = Family.of(definition, name, exemplars);
        families.put(definition, family);
        return family;
    }
}
