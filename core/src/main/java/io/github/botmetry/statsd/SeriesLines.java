package io.github.botmetry.statsd;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;
import java.util.List;
import java.util.function.Consumer;

/** What of one series was sent under each of its names, and so what is new. Used by the flush thread only. */
abstract class SeriesLines {

    private final List<WireName> names;

    SeriesLines(List<WireName> names) {
        this.names = names;
    }

    static SeriesLines of(Series series, StatsD options) {
        LineEncoder encoder = options.dialect().encoder();
        List<WireName> names = encoder.names(series, options);
        if (series instanceof CounterSeries counter) {
            return new CounterLines(counter, names);
        }
        if (series instanceof GaugeSeries gauge) {
            return new GaugeLines(gauge, names, encoder.readsSignsAsDeltas());
        }
        return new TimerLines((TimerSeries) series, names);
    }

    final void collect(Consumer<Line> lines) {
        for (int i = 0; i < names.size(); i++) {
            collect(i, names.get(i), lines);
        }
    }

    /** Gives the lines that say what is new under the name with this index. */
    abstract void collect(int index, WireName name, Consumer<Line> lines);
}
