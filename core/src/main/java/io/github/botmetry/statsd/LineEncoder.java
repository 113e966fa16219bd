package io.github.botmetry.statsd;

import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import java.util.List;

/** Makes the names of a series in one dialect. */
interface LineEncoder {

    /** Makes the series' names on the wire, once for each series; every value is sent under each name. */
    List<WireName> names(Series series, StatsDSettings settings);

    /** True if gauges of several processes would overwrite each other without the instance in their name. */
    static boolean needsInstance(Series series, StatsDSettings settings) {
        return series instanceof GaugeSeries
                && !settings.instance().isEmpty()
                && !series.definition().labels().contains("shard");
    }
}
