package io.github.botmetry.statsd;

import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import java.util.List;

/** The names that one dialect gives to a series. */
interface LineEncoder {

    /** The series' names on the wire; with several names each gets every value. Asked once a series. */
    List<WireName> names(Series series, StatsDSettings settings);

    /** Whether the gauges of several processes would overwrite each other unless the instance is in their name. */
    static boolean needsInstance(Series series, StatsDSettings settings) {
        return series instanceof GaugeSeries
                && !settings.instance().isEmpty()
                && !series.definition().labels().contains("shard");
    }
}
