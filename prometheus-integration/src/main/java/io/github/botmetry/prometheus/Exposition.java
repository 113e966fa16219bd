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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes our series as text straight from their cells, and collects them for registries that are scraped elsewhere.
 *
 * <p>A family whose name a meter or collector of the bot's own has is left out: it would spoil the scrape. Thread-safe; one
 * scrape after the other.
 */
final class Exposition implements MultiCollector {

    /** Selects a registry's metrics that are not ours, which the text has already. */
    static final Predicate<String> OTHERS = name -> true;

    private final Supplier<Iterable<Series>> series;
    private final OtherNames others;
    private final Exemplars exemplars;
    private final HiddenNames hidden;
    private final FamilyNames names;
    private final Map<Definition, Family<?>> families = new LinkedHashMap<>();
    private int seen;

    Exposition(Supplier<Iterable<Series>> series, OtherNames others, Exemplars exemplars, HiddenNames hidden) {
        this.series = series;
        this.others = others;
        this.exemplars = exemplars;
        this.hidden = hidden;
        this.names = hidden.familyNames();
    }

    /** Writes all our series, without OpenMetrics' mark of the end. */
    synchronized void write(OutputStream target, Format format) throws IOException {
        TextOutput output = new TextOutput(target);
        for (Family<?> family : shown()) {
            family.write(output, format);
        }
        output.flush();
    }

    /** Notes the names in a scrape of other metrics, so that ours with the same names are hidden. */
    void saw(MetricSnapshots rest) {
        others.saw(rest);
    }

    /** Collects for a scrape elsewhere. Other collectors are called without the lock, since they may hang. */
    @Override
    public MetricSnapshots collect() {
        others.look();
        return snapshots(name -> true);
    }

    @Override
    public MetricSnapshots collect(Predicate<String> includedNames, @Nullable PrometheusScrapeRequest scrapeRequest) {
        boolean isOfOurs = includedNames == OTHERS || others.isLookOfOurs(includedNames);
        return isOfOurs ? new MetricSnapshots() : snapshots(includedNames);
    }

    private synchronized MetricSnapshots snapshots(Predicate<String> included) {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Family<?> family : shown()) {
            MetricSnapshot snapshot = family.snapshot();
            if (snapshot != null && included.test(snapshot.getMetadata().getPrometheusName())) {
                snapshots.add(snapshot);
            }
        }
        return new MetricSnapshots(snapshots);
    }

    private List<Family<?>> shown() {
        addNew();
        Set<String> taken = others.names();
        List<Family<?>> shown = new ArrayList<>(families.size());
        families.forEach((definition, family) -> {
            if (Collections.disjoint(family.name().claimed(), taken)) {
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
                familyOf(one.definition()).add(one);
            }
        }
    }

    private Family<?> familyOf(Definition definition) {
        Family<?> known = families.get(definition);
        if (known != null) {
            return known;
        }
        Family<?> family = Family.of(definition, names.of(definition), exemplars);
        families.put(definition, family);
        return family;
    }
}
