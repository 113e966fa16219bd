package io.github.botmetry;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;

/** Amounts that a bot has recorded: what its counters have counted, and how many durations. */
final class Recorded {

    /** Numbers about Botmetry itself change while a flush runs, and are no loss of the bot's. */
    private static final String SELF = "botmetry.";

    private Recorded() {}

    static long in(Iterable<Series> series) {
        long recorded = 0;
        for (Series one : series) {
            if (one.definition().name().startsWith(SELF)) {
                continue;
            }
            if (one instanceof CounterSeries counter) {
                recorded += counter.total();
            } else if (one instanceof TimerSeries timer) {
                recorded += timer.count();
            }
        }
        return recorded;
    }
}
