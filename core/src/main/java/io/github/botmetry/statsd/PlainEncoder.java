package io.github.botmetry.statsd;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Series;
import java.util.ArrayList;
import java.util.List;

/** Makes segments of the name from the labels. */
final class PlainEncoder implements LineEncoder {

    private final WireNames names;

    PlainEncoder(WireNames names) {
        this.names = names;
    }

    @Override
    public List<WireName> names(Series series, StatsDSettings settings) {
        List<WireName> all = new ArrayList<>();
        for (int path = 0; path < Math.max(1, series.definition().paths().size()); path++) {
            all.add(new WireName(name(path, series, settings)));
        }
        return all;
    }

    private String name(int path, Series series, StatsDSettings settings) {
        Definition definition = series.definition();
        String prefix = settings.dottedPrefix();
        String start = LineEncoder.needsInstance(series, settings) ? prefix + settings.instance() + '.' : prefix;
        List<String> used = new ArrayList<>();
        String name = definition.plainName(path, label -> {
            String value = series.labelValues().get(definition.labels().indexOf(label));
            used.add(value);
            return names.labelValue(label, value, Definition.plainSegment(value));
        });
        return names.name(ReservedNames.safe(start + name), new WireNames.Owner(definition, path, List.copyOf(used)));
    }
}
