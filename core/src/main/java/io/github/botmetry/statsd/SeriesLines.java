package io.github.botmetry.statsd;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;
import java.io.IOException;
import java.util.List;

/** What of one series was sent under each of its names, and so what is new. */
interface SeriesLines {

    int ROUGH_LINE_BYTES = 40;

    static SeriesLines of(Series series, List<WireName> names) {
        if (series instanceof CounterSeries counter) {
            return new CounterLines(counter, names);
        }
        if (series instanceof GaugeSeries gauge) {
            return new GaugeLines(gauge, names);
        }
        return new TimerLines((TimerSeries) series, names);
    }

    /** How many counts or durations of a series that was never sent wait to be. */
    static long waitingUnsent(Series series) {
        if (series instanceof CounterSeries counter) {
            return counter.total();
        }
        return series instanceof TimerSeries timer ? timer.count() : 0;
    }

    /** About how many bytes a series that was never sent takes, without making its names: those of many take long. */
    static long roughBytes(Series series) {
        long lines = series instanceof TimerSeries timer ? Math.min(timer.count(), TimerLines.USUAL_LINES) : 1;
        return lines * ROUGH_LINE_BYTES;
    }

    /** About how many bytes {@link #write} would send now. Flush thread only. */
    long estimatedBytes();

    /** Sends what is new. Flush thread only. */
    void write(Transport transport) throws IOException;

    /** How many counts or durations did not reach the server; a gauge has none. Any thread. */
    long waiting();
}
