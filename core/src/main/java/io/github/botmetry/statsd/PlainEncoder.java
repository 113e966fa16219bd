package io.github.botmetry.statsd;

import io.github.botmetry.stats.Series;
import java.util.List;

/** Labels are segments of the name. */
final class PlainEncoder implements LineEncoder {

    @Override
    public List<WireName> names(Series series, StatsDSettings settings) {
        String prefix = settings.dottedPrefix();
        String start = LineEncoder.needsInstance(series, settings) ? prefix + settings.instance() + '.' : prefix;
        return series.definition().plainNames(series.labelValues()).stream()
                .map(name -> new WireName(ReservedNames.safe(start + name)))
                .toList();
    }
}
