package io.github.botmetry.statsd;

import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import java.util.List;

/** What one dialect makes of a series. */
interface LineEncoder {

    /** What the series is called on the wire; with several names each gets every value. Asked once a series. */
    List<WireName> names(Series series, StatsD options);

    /** Whether {@code -5} on a gauge means 5 less instead of minus 5. */
    boolean readsSignsAsDeltas();

    /** Whether the gauges of several processes would overwrite each other unless the instance is in their name. */
    static boolean needsInstance(Series series, StatsD options) {
        return series instanceof GaugeSeries
                && !options.instance().isEmpty()
                && !series.definition().labels().contains("shard");
    }
}
