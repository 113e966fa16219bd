package io.github.botmetry.statsd;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;
import java.io.IOException;
import java.util.List;

/** Sends the new values of one series, and remembers how much was sent under each of its names. */
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

    /** The number of counts or durations in a series that was never sent. */
    static long waitingUnsent(Series series) {
        if (series instanceof CounterSeries counter) {
            return counter.total();
        }
        return series instanceof TimerSeries timer ? timer.count() : 0;
    }

    /** Estimates the bytes of a series that was never sent, without making its names, which is slow for many series. */
    static long roughBytes(Series series) {
        long lines = series instanceof TimerSeries timer ? Math.min(timer.count(), TimerLines.USUAL_LINES) : 1;
        return lines * ROUGH_LINE_BYTES;
    }

    /** Estimates the bytes that {@link #write} would send now. Flush thread only. */
    long estimatedBytes();

    /** Sends the new values. Flush thread only. */
    void write(Transport transport) throws IOException;

    /** The number of counts or durations that were not sent; 0 for a gauge. Any thread. */
    long waiting();
}
