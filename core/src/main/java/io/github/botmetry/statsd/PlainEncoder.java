package io.github.botmetry.statsd;

import io.github.botmetry.stats.Series;
import java.util.List;

/** Labels are segments of the name. */
final class PlainEncoder implements LineEncoder {

    @Override
    public List<WireName> names(Series series, StatsD options) {
        String prefix = options.dottedPrefix();
        String start = LineEncoder.needsInstance(series, options) ? prefix + options.instance() + '.' : prefix;
        return series.definition().plainNames(series.labelValues()).stream()
                .map(name -> new WireName(start + name, ""))
                .toList();
    }

    @Override
    public boolean readsSignsAsDeltas() {
        return true;
    }
}
