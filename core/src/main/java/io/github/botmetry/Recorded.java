package io.github.botmetry;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;
import java.util.stream.StreamSupport;

/** Sums the amounts that a bot has recorded: totals of counters and numbers of durations. */
final class Recorded {

    /** Prefix of numbers about Botmetry itself, which change while a flush runs and are no loss for the bot. */
    private static final String SELF = "botmetry.";

    private Recorded() {}

    /** The series without those of Botmetry itself. */
    static Iterable<Series> ofTheBot(Iterable<Series> series) {
        return () -> StreamSupport.stream(series.spliterator(), false)
                .filter(one -> !one.definition().name().startsWith(SELF))
                .iterator();
    }

    static long in(Iterable<Series> series) {
        long recorded = 0;
        for (Series one : ofTheBot(series)) {
            if (one instanceof CounterSeries counter) {
                recorded += counter.total();
            } else if (one instanceof TimerSeries timer) {
                recorded += timer.count();
            }
        }
        return recorded;
    }
}
